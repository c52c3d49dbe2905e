import type { Run } from '../schema/run.ts';
import { corrections, standingRuns } from './correction.ts';
import { cardKey, oldestFirst } from './lineage.ts';
import { runDate } from './run-time.ts';
import { once } from './kept.ts';

/** Two runs that have a comparison page of their own, the earlier one first, and why. Of two of the same date, the one that names the other, or is noted, decides. */
export interface RunPair {
  readonly a: Run;
  readonly b: Run;
  readonly why: readonly PairReason[];
}

export type PairReason =
  /** The run before it on the same card that asked at least one of the same probes; of those that stand, and of all. */
  | 'before'
  /** The later run, or a note on one of the two, names the other. */
  | 'named';

/** Every pair of runs that has a page of its own, the newest first. Made once for a library. */
export const comparisonPairs = once((library): readonly RunPair[] => {
  const ordered = oldestFirst(library.run.values());
  const place = new Map(ordered.map((run, index) => [run.id, index]));
  const found = new Map<string, { a: Run; b: Run; why: Set<PairReason> }>();
  const add = (first: Run | undefined, then: Run | undefined, why: PairReason) => {
    if (first === undefined || then === undefined || first.id === then.id) return;
    const [a, b] = runDate(first) <= runDate(then) ? [first, then] : [then, first];
    const known = found.get(`${b.id} ${a.id}`) ?? found.get(`${a.id} ${b.id}`);
    const pair = known ?? { a, b, why: new Set() };
    found.set(`${pair.a.id} ${pair.b.id}`, { ...pair, why: pair.why.add(why) });
  };
  for (const { run, comparesTo = [] } of library.note.values()) {
    for (const other of comparesTo) add(library.run.get(run), library.run.get(other), 'named');
  }
  for (const run of ordered) {
    for (const other of run.comparesTo ?? []) add(library.run.get(other), run, 'named');
  }
  for (const [then, first] of before(oldestFirst(standingRuns(library))))
    add(first, then, 'before');
  // Links to a comparison with a run that was corrected later go on.
  const corrected = corrections(library);
  for (const [then, first] of before(ordered)) {
    if (corrected.has(then.id) || corrected.has(first.id)) add(first, then, 'before');
  }
  return [...found.values()]
    .map(({ a, b, why }) => ({ a, b, why: [...why].toSorted() }))
    .toSorted((x, y) => (place.get(y.b.id) ?? 0) - (place.get(x.b.id) ?? 0));
});

/** For each run, the latest earlier one on its card with a probe in common. */
function* before(ordered: readonly Run[]): Generator<readonly [Run, Run]> {
  const latest = new Map<string, { run: Run; at: number }>();
  for (const [at, run] of ordered.entries()) {
    const probes = run.results.flatMap(({ probe }) => (probe === undefined ? [] : [probe]));
    const keys = [...new Set(probes)].map((probe) => `${cardKey(run)} ${probe}`);
    const earlier = keys.map((key) => latest.get(key)).filter((one) => one !== undefined);
    const last = earlier.toSorted((x, y) => y.at - x.at)[0];
    if (last !== undefined && run.machine.gpus.length > 0) yield [run, last.run];
    for (const key of keys) latest.set(key, { run, at });
  }
}
