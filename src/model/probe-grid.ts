import type { Result, Run } from '../schema/run.ts';
import { askedOf } from './difference.ts';
import type { Library } from './library.ts';
import { cardKey, oldestFirst } from './lineage.ts';
import { occurrencesOf } from './occurrences.ts';
import { paramsOf, type Params, type ProbeBook, probeBook } from './question.ts';
import { recently } from './kept.ts';
import { versionsOf } from './stack-versions.ts';
import { mostTelling, type Telling } from './telling.ts';

/** Results laid out by what varied: a column for each point, a row for each run and way of asking. */
export interface ProbeGrid {
  /** The parameters that make a point: height and width. */
  readonly at: readonly string[];
  /** The points in order; a result that gives none stands at the last, which has no values. */
  readonly points: readonly (readonly (string | number | boolean)[])[];
  /** How many more points the results stand at. */
  readonly pointsLeftOut: number;
  /** Rows with results at several points: those of the probe itself first; then the oldest run first. */
  readonly series: GridRows;
  /** Rows with results at one point alone, in the same order. */
  readonly single: GridRows;
}

/** The most telling rows, and how many there are in all. */
export interface GridRows {
  readonly rows: readonly GridRow[];
  readonly total: number;
}

/** One way of asking in one run. */
export interface GridRow {
  readonly run: Run;
  readonly probe: string;
  /** The parameters other than the point. */
  readonly params: Params;
  /** The first of its results, in the order of the run. */
  readonly first: Result;
  /** What the run recorded of its card, its stack and its settings, by name. */
  readonly circumstances: ReadonlyMap<string, string>;
  /** For each point the results there; an empty list: not asked. */
  readonly cells: readonly (readonly Result[])[];
}

interface Placed {
  readonly run: Run;
  readonly result: Result;
  readonly probe: string;
  readonly params: Params;
}

/** A result and its point: its values, or none. */
interface Pointed extends Placed {
  readonly point: readonly (string | number | boolean)[];
  readonly pointKey: string;
}

/** At most this many rows of either sort are laid out. */
const ROWS = 40;

/** At most this many points are laid out. */
const POINTS = 48;

/**
 * The results of a probe, and of those that share its subject, by point. Undefined where the results have
 * no point, or only one.
 */
export function gridOf(id: string, library: Library): ProbeGrid | undefined {
  const probes = probeBook(library);
  // The probes of one subject have their pages one after another, of the same results.
  const members = [...membersOf(id, library)].toSorted();
  const placed = recently('placed-results', [library, key(members)], () =>
    placedResults(members, library, probes),
  );
  const at = pointParams(id, placed, probes);
  if (at.length === 0) return undefined;
  const { spread, points } = recently('spread-results', [placed, key(at)], () =>
    spreadOver(at, placed),
  );
  if ([...points.values()].filter((point) => point.length > 0).length < 2) return undefined;
  const isSeries = ({ byPoint }: Spread) => byPoint.size > 1;
  const isOwn = ({ line: [first] }: Spread) => Number(first?.probe === id);
  const pick = (all: readonly Spread[]) => ({
    total: all.length,
    shown: mostTelling(all, ROWS, ({ telling }) => telling).toSorted((a, b) => isOwn(b) - isOwn(a)),
  });
  const series = pick(spread.filter(isSeries));
  const single = pick(spread.filter((one) => !isSeries(one)));
  const columns = pointsToShow([...series.shown, ...single.shown]);
  const shownPoints = [...points]
    .filter(([name]) => columns.has(name))
    .toSorted(([, a], [, b]) => comparePoints(a, b));
  const rowOf = ({ line: [first], byPoint }: Spread): GridRow[] =>
    first === undefined
      ? []
      : [
          {
            run: first.run,
            probe: first.probe,
            params: others(first.params, at),
            first: first.result,
            circumstances: circumstancesOf(first.run),
            cells: shownPoints.map(([name]) =>
              (byPoint.get(name) ?? []).map(({ result }) => result),
            ),
          },
        ];
  return {
    at,
    points: shownPoints.map(([, point]) => point),
    pointsLeftOut: points.size - shownPoints.length,
    series: { total: series.total, rows: series.shown.flatMap(rowOf) },
    single: { total: single.total, rows: single.shown.flatMap(rowOf) },
  };
}

function pointIn(params: Params, at: readonly string[]): Pointed['point'] {
  const values = at.map((name) => params[name]).filter((value) => value !== undefined);
  return values.length < at.length ? [] : values;
}

/** One way of asking in one run, with its results by the key of their point. */
interface Spread {
  readonly line: readonly Pointed[];
  readonly byPoint: ReadonlyMap<string, readonly Pointed[]>;
  readonly telling: Telling;
}

/** Results by the way of asking, and all points there are. */
function spreadOver(at: readonly string[], placed: readonly Placed[]) {
  const pointed = placed.map((one): Pointed => {
    const point = pointIn(one.params, at);
    return { ...one, point, pointKey: key(point) };
  });
  const lines = Map.groupBy(pointed, (one) =>
    key([one.run.id, one.probe, ...Object.entries(others(one.params, at)).flat()]),
  );
  const spread = [...lines.values()].map((line): Spread => {
    const byPoint = Map.groupBy(line, (one) => one.pointKey);
    return { line, byPoint, telling: tellingOf(line, byPoint) };
  });
  return { spread, points: new Map(pointed.map((one) => [one.pointKey, one.point])) };
}

/** The parameters that make no point. */
function others(params: Params, at: readonly string[]): Params {
  return Object.fromEntries(Object.entries(params).filter(([name]) => !at.includes(name)));
}

/** Ways of asking the same of one card make a series. */
function tellingOf(
  line: readonly Pointed[],
  byPoint: ReadonlyMap<string, readonly Pointed[]>,
): Telling {
  const [first] = line;
  const points = [...byPoint.keys()].toSorted();
  return {
    series: key([first?.probe, first && cardKey(first.run), first?.params, points]),
    outcome: line.map(({ result }) => result.outcome).join(' '),
  };
}

/** The points at which something did not pass come before those at which all did. */
function pointsToShow(rows: readonly Spread[]): ReadonlySet<string> {
  const passed = new Map<string, boolean>();
  for (const [name, results] of rows.flatMap(({ byPoint }) => [...byPoint])) {
    const all = results.every(({ result }) => result.outcome === 'pass');
    passed.set(name, (passed.get(name) ?? true) && all);
  }
  const ranked = [...passed].toSorted(([, a], [, b]) => Number(a) - Number(b));
  return new Set(ranked.slice(0, POINTS).map(([name]) => name));
}

/** Parameters of which these rows have more than one value. */
export function differingParams(rows: readonly GridRow[]): string[] {
  const names = [...new Set(rows.flatMap(({ params }) => Object.keys(params)))];
  return names.filter((name) => new Set(rows.map(({ params }) => params[name])).size > 1);
}

/** Circumstances of which these rows recorded more than one value; what one run alone recorded differs from nothing. */
export function differingCircumstances(rows: readonly GridRow[]): string[] {
  const names = [...new Set(rows.flatMap(({ circumstances }) => [...circumstances.keys()]))];
  return names.filter((name) => {
    const values = rows.map(({ circumstances }) => circumstances.get(name));
    return new Set(values.filter((value) => value !== undefined)).size > 1;
  });
}

/** The probe itself, its variants, and the probes of its subject. */
function membersOf(id: string, library: Library): ReadonlySet<string> {
  const probe = library.probe.get(id);
  const family = probe?.variantOf ?? id;
  const isMember = (other: {
    id: string;
    variantOf?: string | undefined;
    subject?: { id: string } | undefined;
  }) =>
    other.id === family ||
    other.variantOf === family ||
    (probe?.subject !== undefined && other.subject?.id === probe.subject.id);
  return new Set([id, ...[...library.probe.values()].filter(isMember).map((one) => one.id)]);
}

function placedResults(members: readonly string[], library: Library, probes: ProbeBook): Placed[] {
  const asked = members.flatMap((probe) => occurrencesOf(library, 'probe', probe));
  return oldestFirst(new Set(asked.map(({ run }) => run))).flatMap((run) =>
    run.results.flatMap((result): Placed[] => {
      const { probe } = result;
      if (probe === undefined || !members.includes(probe)) return [];
      return [{ run, result, probe, params: paramsOf(result, probes) }];
    }),
  );
}

/** What the probe names; else the parameter with the most values, and those that always move with it. */
function pointParams(id: string, placed: readonly Placed[], probes: ProbeBook): readonly string[] {
  const named = probes[id]?.subject?.at ?? [];
  if (named.length > 0) return named;
  const names = [...new Set(placed.flatMap(({ params }) => Object.keys(params)))];
  const numeric = names
    .map((name) => ({ name, values: placed.map(({ params }) => params[name]) }))
    .filter(({ values }) =>
      values.every((value) => typeof value === 'number' || value === undefined),
    );
  const ranked = numeric.toSorted((a, b) => new Set(b.values).size - new Set(a.values).size);
  const [lead] = ranked;
  if (lead === undefined || new Set(lead.values).size < 2) return [];
  const together = (values: readonly unknown[]) =>
    new Set(values.map((value, index) => key([value, lead.values[index]]))).size ===
      new Set(lead.values).size && new Set(values).size === new Set(lead.values).size;
  return ranked.filter(({ values }) => together(values)).map(({ name }) => name);
}

function key(parts: readonly unknown[]): string {
  return JSON.stringify(parts);
}

/** Numbers by size, the point without values last. */
function comparePoints(a: readonly unknown[], b: readonly unknown[]): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (left === right) continue;
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    return String(left) < String(right) ? -1 : 1;
  }
  return 0;
}

/** What a run recorded of its card, its stack and its settings, one value for each name. */
function circumstancesOf(run: Run): Map<string, string> {
  const cards = run.machine.gpus.map(({ name, gfx }) => name ?? gfx).filter(Boolean);
  return new Map([
    ...(cards.length === 0 ? [] : [['card', cards.join(', ')] as const]),
    ...[...versionsOf(run)].map(([component, all]) => [component, all.join(', ')] as const),
    ...run.settings.flatMap((setting) => {
      const asked = askedOf(setting);
      return asked === undefined ? [] : [[setting.name, asked] as const];
    }),
  ]);
}
