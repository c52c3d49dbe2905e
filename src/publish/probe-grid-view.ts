import type { Library } from '../model/library.ts';
import {
  differingCircumstances,
  differingParams,
  gridOf,
  type GridRow,
} from '../model/probe-grid.ts';
import type { Verdict } from '../model/tally.ts';
import { runDateInWords } from './dates.ts';
import { linkTo } from './links.ts';
import { cardOf } from './run-row.ts';
import type { Link, Target } from './urls.ts';

/** The results at one point of one row; none: it was not asked there. */
export interface GridCell {
  readonly outcomes: readonly { readonly outcome: Verdict; readonly target: Target }[];
}

export interface GridFact {
  readonly name: string;
  readonly value?: string;
}

/** One way of asking in one run. */
export interface GridLine {
  readonly run: Link;
  readonly date: string;
  readonly card: string;
  /** The probe that asked, where it is another than the page’s. */
  readonly probe?: Link;
  /** What differs between the rows: "channels in 16", "ROCm 5.7"; a value that is absent was not recorded. */
  readonly facts: readonly GridFact[];
  /** What differs and is long: paths. */
  readonly more: readonly GridFact[];
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
  /** How many rows of either sort there are, shown or not. */
  readonly total: { readonly series: number; readonly single: number };
  /** How many points stand in no column. */
  readonly columnsLeftOut: number;
}

/** The grid of a probe; absent where its results do not vary over a point. */
export function probeGridView(id: string, library: Library): ProbeGridView | undefined {
  const grid = gridOf(id, library);
  if (grid === undefined) return undefined;
  return {
    corner: grid.at.map(named).join(' × '),
    columns: grid.points.map((point) =>
      point.length === 0 ? 'not given' : point.map(String).join('×'),
    ),
    series: gridLines(grid.series.rows, id, library),
    single: gridLines(grid.single.rows, id, library),
    total: { series: grid.series.total, single: grid.single.total },
    columnsLeftOut: grid.pointsLeftOut,
  };
}

/** Longer values do not stand in a row for all to see. */
const SHORT = 24;

function gridLines(rows: readonly GridRow[], asked: string, library: Library): GridLine[] {
  const params = differingParams(rows);
  const circumstances = differingCircumstances(rows).filter((name) => name !== 'card');
  const isLong = (name: string) =>
    rows.some(({ circumstances: known }) => (known.get(name)?.length ?? 0) > SHORT);
  const [long, short] = [circumstances.filter(isLong), circumstances.filter((one) => !isLong(one))];
  return rows.map((row) => {
    const facts = (names: readonly string[]) =>
      names.map((name) => {
        const value = row.circumstances.get(name);
        return value === undefined ? { name } : { name, value };
      });
    return {
      run: { label: row.run.title, target: { kind: 'run', id: row.run.id } },
      date: runDateInWords(row.run),
      card: cardOf(row.run, library),
      ...(row.probe === asked ? {} : { probe: linkTo(library, 'probe', row.probe) }),
      facts: [
        ...params.flatMap((name) => {
          const value = row.params[name];
          return value === undefined ? [] : [{ name: named(name), value: String(value) }];
        }),
        ...facts(short),
      ],
      more: facts(long),
      cells: row.cells.map((results) => ({
        outcomes: results.map(({ id, outcome }) => ({
          outcome,
          target: { kind: 'run', id: row.run.id, anchor: id },
        })),
      })),
    };
  });
}

/** "channels_in" → "channels in" */
function named(param: string): string {
  return param.replaceAll('_', ' ');
}
