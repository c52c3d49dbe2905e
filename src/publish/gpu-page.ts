import { standingRuns } from '../model/correction.ts';
import type { Library } from '../model/library.ts';
import type { Gpu } from '../schema/gpu.ts';
import type { Run } from '../schema/run.ts';
import { statementView, type StatementView } from './evidence-view.ts';
import { type FindingRow, findingsAbout } from './finding-row.ts';
import { type GpuAnswer, gpuAnswer, productAnchor } from './gpu-answer.ts';
import { linkTo } from './links.ts';
import { newestStanding, type RunRow, runRow } from './run-row.ts';
import type { Link, Target } from './urls.ts';

/** "My card": a family of GPUs, what is held about it, and what was tried on it. */
export interface GpuPage {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly gfx: readonly string[];
  readonly gc?: string;
  readonly products: Gpu['products'];
  readonly statements: readonly StatementView[];
  readonly answer: GpuAnswer;
  /** The newest runs. */
  readonly runs: readonly RunRow[];
  readonly runCount: number;
  /** All of them, where a script can look for them. */
  readonly allRuns: Target;
  readonly findings: readonly FindingRow[];
}

/** The page of one GPU family. */
export function gpuPage(gpu: Gpu, library: Library): GpuPage {
  const runs = runsOn(gpu.id, library);
  return {
    id: gpu.id,
    name: gpu.name,
    summary: gpu.summary,
    gfx: gpu.gfx,
    ...(gpu.gc === undefined ? {} : { gc: gpu.gc }),
    products: gpu.products,
    statements: gpu.statements.map((statement) => statementView(statement, library)),
    answer: gpuAnswer(gpu, library),
    runs: runs.slice(0, SHOWN).map((run) => runRow(run, library)),
    runCount: runs.length,
    allRuns: { find: { family: gpu.id } },
    findings: findingsAbout(library, 'gpus', gpu.id),
  };
}

/** All GPU families, with how many runs there are on each, and their products that runs were made on. */
export function gpusPage(
  library: Library,
): { link: Link; summary: string; runs: number; products: readonly Link[] }[] {
  const seen = new Set(
    standingRuns(library).flatMap((run) => run.machine.gpus.map(({ name }) => name)),
  );
  return [...library.gpu.values()].map(({ id, summary, products }) => ({
    link: linkTo(library, 'gpu', id),
    summary,
    runs: runsOn(id, library).length,
    products: products
      .filter(({ name }) => seen.has(name))
      .map(({ name }) => ({
        label: name,
        target: { kind: 'gpu', id, anchor: productAnchor(name) },
      })),
  }));
}

/** At most this many runs stand on the page of a family. */
const SHOWN = 8;

function runsOn(family: string, library: Library): Run[] {
  return newestStanding(library).filter((run) =>
    run.machine.gpus.some((gpu) => gpu.family === family),
  );
}
