import type { Run } from '../schema/run.ts';
import { runDate } from './run-time.ts';
import { tallyOf, type Verdict, WORST_FIRST } from './tally.ts';

/** How well the best record of something was made, the best first. */
export const STRENGTHS = ['captured', 'transcribed', 'recalled'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** What came of a card with a stack, over all its runs. */
export interface Support {
  /** The worst of all runs; a run that is incomplete is never green. */
  readonly worst: Verdict;
  /** How many results have each outcome, the worst first. */
  readonly counts: readonly { readonly outcome: Verdict; readonly count: number }[];
  readonly runs: readonly Run[];
  /** The newest run: by it the combination was last seen. */
  readonly latest: Run;
  readonly strength: Strength;
}

/** What the runs of one card with one stack come to. */
export function supportOf(runs: readonly [Run, ...Run[]]): Support {
  const tallies = runs.map(tallyOf);
  const order: readonly Verdict[] = [
    ...WORST_FIRST.slice(0, 6),
    'no-result',
    ...WORST_FIRST.slice(6),
  ];
  const counts = order
    .map((outcome) => ({
      outcome,
      count: tallies
        .flatMap((tally) => tally.counts)
        .filter((one) => one.outcome === outcome)
        .reduce((sum, { count }) => sum + count, 0),
    }))
    .filter(({ count }) => count > 0);
  const latest = runs.reduce((a, b) => (runDate(a) < runDate(b) ? b : a));
  return {
    worst: order.find((outcome) => tallies.some(({ worst }) => worst === outcome)) ?? 'no-result',
    counts,
    runs,
    latest,
    strength: STRENGTHS.find((one) => runs.some((run) => strengthOf(run) === one)) ?? 'recalled',
  };
}

/** How a run was recorded. */
export function strengthOf({ provenance: { recordedFrom } }: Run): Strength {
  return recordedFrom === 'native' || recordedFrom === 'import' ? 'captured' : recordedFrom;
}
