import type { Result, Run } from '../schema/run.ts';
import { saysOf } from './compared-pair.ts';
import { pointKey, type ProbeBook, probeBook, questionKey } from './question.ts';
import { runDate } from './run-time.ts';
import { once } from './trace.ts';

/** A result with the run it stands in. */
export interface Occurrence {
  readonly run: Run;
  readonly result: Result;
}

/** Where else the question of a failing result was asked, and what came of it. */
export interface Lineage {
  /** The latest pass on the same card, no later than the run itself. */
  readonly lastGood?: Occurrence;
  /** The earliest failure on the same card after the last good. */
  readonly firstBad: Occurrence;
  /** The same question in other runs: how often, how often it passed, and the latest of each sort. */
  readonly elsewhere: {
    readonly count: number;
    readonly passes: number;
    readonly shown: readonly Occurrence[];
  };
  /** Passes at the same point of the same subject, by other means. */
  readonly akin: { readonly passes: number; readonly shown: readonly Occurrence[] };
}

/** Every result of a library by the question it answers and by the point it stands at; the oldest first. */
export interface LineageIndex {
  readonly probes: ProbeBook;
  readonly byQuestion: ReadonlyMap<string, readonly Occurrence[]>;
  /** Passes alone. */
  readonly byPoint: ReadonlyMap<string, readonly Occurrence[]>;
}

/** At most this many occurrences are named; the others are counted. */
const SHOWN = 2;

/** Made once for a library, since every run asks. */
export const lineageIndex = once((library): LineageIndex => {
  const probes = probeBook(library);
  const byQuestion = new Map<string, Occurrence[]>();
  const byPoint = new Map<string, Occurrence[]>();
  for (const run of oldestFirst(library.run.values())) {
    for (const result of run.results) {
      add(byQuestion, questionKey(result, probes), { run, result });
      const point = result.outcome === 'pass' ? pointKey(result, probes) : undefined;
      if (point !== undefined) add(byPoint, point, { run, result });
    }
  }
  return { probes, byQuestion, byPoint };
});

/** Whether a result is one whose lineage a reader asks for. */
export function isFailing(result: Result): boolean {
  return saysOf(result.outcome) === 'bad';
}

/** Last good, first bad and elsewhere, for one failing result. */
export function lineageOf(run: Run, result: Result, index: LineageIndex): Lineage {
  const asked = index.byQuestion.get(questionKey(result, index.probes)) ?? [];
  const here = asked.filter((one) => cardKey(one.run) === cardKey(run));
  const until = here.filter((one) => runDate(one.run) <= runDate(run));
  const lastGood = until.findLast((one) => one.result.outcome === 'pass');
  const since = lastGood === undefined ? until : until.slice(until.indexOf(lastGood) + 1);
  const others = asked.filter((one) => one.run.id !== run.id);
  const passes = others.filter((one) => one.result.outcome === 'pass');
  const failures = others.filter((one) => isFailing(one.result));
  const point = pointKey(result, index.probes);
  const nearby = point === undefined ? [] : (index.byPoint.get(point) ?? []);
  const akin = nearby.filter((one) => one.run.id !== run.id && !asked.includes(one));
  return {
    ...(lastGood === undefined ? {} : { lastGood }),
    firstBad: since.find((one) => isFailing(one.result)) ?? { run, result },
    elsewhere: {
      count: others.length,
      passes: passes.length,
      shown: [...passes.slice(-SHOWN), ...failures.slice(-SHOWN)].toReversed(),
    },
    akin: { passes: akin.length, shown: akin.slice(-SHOWN).toReversed() },
  };
}

/** What tells one card from another: its name, or the best that was recorded in its place. */
export function cardKey(run: Run): string {
  const names = run.machine.gpus.map(({ name, gfx, family }) => name ?? gfx ?? family ?? 'unknown');
  return names.toSorted().join(', ');
}

/** Oldest first; runs of the same date in the order of their ids. */
export function oldestFirst(runs: Iterable<Run>): Run[] {
  return [...runs].toSorted((a, b) => order(runDate(a), runDate(b)) || order(a.id, b.id));
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function add(map: Map<string, Occurrence[]>, key: string, occurrence: Occurrence): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [occurrence]);
  else list.push(occurrence);
}
