import type { Library } from '../model/library.ts';
import {
  differingCircumstances,
  differingParams,
  gridOf,
  type GridRow,
} from '../model/probe-grid.ts';
import type { Verdict } from '../model/tally.ts';
import { rowAnchor } from './anchor-names.ts';
import { runDateInWords } from './dates.ts';
import { linkTo } from './links.ts';
import { paramInWords } from './param-words.ts';
import { inOneLine } from './quotation.ts';
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
  readonly anchor: string;
  /** The row in one sentence. */
  readonly quote: string;
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
  const columns = grid.points.map((point) =>
    point.length === 0 ? NOT_GIVEN : point.map(String).join('×'),
  );
  return {
    corner: grid.at.map(paramInWords).join(' × '),
    columns,
    series: gridLines(grid.series.rows, id, columns, library),
    single: gridLines(grid.single.rows, id, columns, library),
    total: { series: grid.series.total, single: grid.single.total },
    columnsLeftOut: grid.pointsLeftOut,
  };
}

/** The column of results that give no point. */
const NOT_GIVEN = 'not given';

/** Longer values do not stand in a row for all to see. */
const SHORT = 24;

function gridLines(
  rows: readonly GridRow[],
  asked: string,
  columns: readonly string[],
  library: Library,
): GridLine[] {
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
    const varied = params.flatMap((name) => {
      const value = row.params[name];
      return value === undefined ? [] : [{ name: paramInWords(name), value: String(value) }];
    });
    return {
      anchor: rowAnchor('grid', row.run.id, row.first.id),
      quote: inOneLine(`Run ${row.run.id}${askedWith(varied)}: ${cameOf(row, columns)}`),
      run: { label: row.run.title, target: { kind: 'run', id: row.run.id } },
      date: runDateInWords(row.run),
      card: cardOf(row.run, library),
      ...(row.probe === asked ? {} : { probe: linkTo(library, 'probe', row.probe) }),
      facts: [...varied, ...facts(short)],
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

/** " with channels in 16, channels out 32" */
function askedWith(varied: readonly { readonly name: string; readonly value: string }[]): string {
  const words = varied.map(({ name, value }) => `${name} ${value}`);
  return words.length === 0 ? '' : ` with ${words.join(', ')}`;
}

/** "pass at 40×40, 42×42; crash at 44×44": the outcomes in the order in which the points meet them. */
function cameOf({ cells }: GridRow, columns: readonly string[]): string {
  const seen = cells.flatMap((results, index) =>
    [...new Set(results.map(({ outcome }) => outcome))].map((outcome) => ({
      outcome,
      point: columns[index] === NOT_GIVEN ? 'a point that is not given' : (columns[index] ?? ''),
    })),
  );
  return [...Map.groupBy(seen, ({ outcome }) => outcome)]
    .map(([outcome, list]) => `${outcome} at ${list.map(({ point }) => point).join(', ')}`)
    .join('; ');
}
