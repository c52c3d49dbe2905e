import type { Library } from '../model/library.ts';
import type { Gpu } from '../schema/gpu.ts';
import { statementView, type StatementView } from './evidence-view.ts';
import { type FindingRow, findingsAbout } from './finding-row.ts';
import { linkTo } from './links.ts';
import { newestFirst, type RunRow, runRow } from './run-row.ts';
import type { Link } from './urls.ts';

/** "My card": a family of GPUs, what is held about it, and what was tried on it. */
export interface GpuPage {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly gfx: readonly string[];
  readonly gc?: string;
  readonly products: Gpu['products'];
  readonly statements: readonly StatementView[];
  readonly runs: readonly RunRow[];
  readonly findings: readonly FindingRow[];
}

/** The page of one GPU family. */
export function gpuPage(gpu: Gpu, library: Library): GpuPage {
  return {
    id: gpu.id,
    name: gpu.name,
    summary: gpu.summary,
    gfx: gpu.gfx,
    ...(gpu.gc === undefined ? {} : { gc: gpu.gc }),
    products: gpu.products,
    statements: gpu.statements.map((statement) => statementView(statement, library)),
    runs: runsOn(gpu.id, library),
    findings: findingsAbout(library, 'gpus', gpu.id),
  };
}

/** All GPU families, with how many runs there are on each. */
export function gpusPage(library: Library): { link: Link; summary: string; runs: number }[] {
  return [...library.gpu.values()].map(({ id, summary }) => ({
    link: linkTo(library, 'gpu', id),
    summary,
    runs: runsOn(id, library).length,
  }));
}

function runsOn(family: string, library: Library): RunRow[] {
  return newestFirst(library.run.values())
    .filter((run) => run.machine.gpus.some((gpu) => gpu.family === family))
    .map((run) => runRow(run, library));
}
