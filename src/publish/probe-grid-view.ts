import type { Library } from '../model/library.ts';
import { gridOf, type GridRow, type ProbeGrid } from '../model/probe-grid.ts';
import type { Verdict } from '../model/tally.ts';
import { runDateInWords } from './dates.ts';
import { linkTo } from './links.ts';
import { cardOf } from './run-row.ts';
import type { Link, Target } from './urls.ts';

/** The results at one point of one row; none: it was not asked there. */
export interface GridCell {
  readonly outcomes: readonly { readonly outcome: Verdict; readonly target: Target }[];
}

/** One way of asking in one run. */
export interface GridLine {
  readonly run: Link;
  readonly date: string;
  readonly card: string;
  /** The probe that asked, where the grid has several. */
  readonly probe?: Link;
  /** What differs between the rows: "channels in 16", "ROCm 5.7"; a value that is absent was not recorded. */
  readonly facts: readonly { readonly name: string; readonly value?: string }[];
  readonly cells: readonly GridCell[];
}

/** Every result of a probe and of its kin over what varied. */
export interface ProbeGridView {
  readonly corner: string;
  readonly columns: readonly string[];
  /** Rows with results at several points. */
  readonly series: readonly GridLine[];
  /** Rows with results at one point alone. */
  readonly single: readonly GridLine[];
}

/** The grid of a probe; absent where its results do not vary over a point. */
export function probeGridView(id: string, library: Library): ProbeGridView | undefined {
  const grid = gridOf(id, library);
  if (grid === undefined) return undefined;
  const several = new Set(grid.rows.map(({ probe }) => probe)).size > 1;
  const lines = grid.rows.map((row) => ({
    filled: row.cells.filter((cell) => cell.length > 0).length,
    line: gridLine(row, grid, several, library),
  }));
  return {
    corner: grid.at.map(named).join(' × '),
    columns: grid.points.map((point) =>
      point.length === 0 ? 'not given' : point.map(String).join('×'),
    ),
    series: lines.filter(({ filled }) => filled > 1).map(({ line }) => line),
    single: lines.filter(({ filled }) => filled === 1).map(({ line }) => line),
  };
}

function gridLine(row: GridRow, grid: ProbeGrid, several: boolean, library: Library): GridLine {
  const fact = (name: string, value: string | undefined) =>
    value === undefined ? { name } : { name, value };
  return {
    run: { label: row.run.title, target: { kind: 'run', id: row.run.id } },
    date: runDateInWords(row.run),
    card: cardOf(row.run, library),
    ...(several ? { probe: linkTo(library, 'probe', row.probe) } : {}),
    facts: [
      ...grid.params
        .filter((name) => row.params[name] !== undefined)
        .map((name) => fact(named(name), String(row.params[name]))),
      ...grid.circumstances
        .filter((name) => name !== 'card')
        .map((name) => fact(name, row.circumstances[name])),
    ],
    cells: row.cells.map((results) => ({
      outcomes: results.map(({ id, outcome }) => ({
        outcome,
        target: { kind: 'run', id: row.run.id, anchor: id },
      })),
    })),
  };
}

/** "channels_in" → "channels in" */
function named(param: string): string {
  return param.replaceAll('_', ' ');
}
