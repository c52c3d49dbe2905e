import type { Outcome, Result, Run } from '../schema/run.ts';

/** An outcome, or what is computed where a planned probe reported nothing. */
export type Verdict = Outcome | 'no-result';

/** From the worst to the best: the first one present is what a run as a whole came to. */
export const WORST_FIRST = [
  'crash',
  'hang',
  'unfinished',
  'fail',
  'error',
  'blocked',
  'pass',
  'observed',
  'skipped',
] as const satisfies readonly Outcome[];

/** What a run came to, counted. */
export interface Tally {
  /** How many results have each outcome; the worst first, absent ones left out. */
  readonly counts: readonly { readonly outcome: Verdict; readonly count: number }[];
  readonly worst: Verdict;
  /** How many probes the run has: those of its plan, or all that it recorded where it has none. */
  readonly planned: number;
  /** Whether the record says which probes, or how many, were meant to run. */
  readonly hasPlan: boolean;
  /** Results that were reported and have no place in the record. */
  readonly leftOut: number;
  /** Whether the run, or the report of it, is known not to be whole. */
  readonly knownIncomplete: boolean;
  /** Planned probes that really ran, whatever came of them. */
  readonly ran: number;
  /** Every planned probe ran or does not apply. A run that is not complete is never green. */
  readonly complete: boolean;
  /** Ids of planned probes that reported nothing, as far as the plan names its probes. */
  readonly missing: readonly string[];
}

/** Counts the results of a run against its plan. Children of a result count with their parent. */
export function tallyOf(run: Run): Tally {
  const top = run.results.filter((result) => result.parent === undefined);
  const missing = (run.plan?.ids ?? []).filter((id) => !run.results.some((r) => r.id === id));
  const planned = Math.max(run.plan?.count ?? 0, top.length + missing.length);
  // What was left out of the record did report something.
  const leftOut = run.resultsLeftOut ?? 0;
  const absent = Math.max(missing.length, planned - top.length - leftOut);
  const counts: { outcome: Verdict; count: number }[] = WORST_FIRST.map((outcome) => ({
    outcome,
    count: top.filter((result) => result.outcome === outcome).length,
  }));
  counts.push({ outcome: 'no-result', count: absent });
  const blocked = top.filter((result) => result.outcome === 'blocked').length;
  const skipped = top.filter((result) => result.outcome === 'skipped').length;
  const complete = absent === 0 && blocked === 0 && holdsAll(run);
  return {
    counts: counts.filter(({ count }) => count > 0),
    worst: worst(top, complete),
    planned,
    hasPlan: run.plan !== undefined,
    leftOut,
    knownIncomplete: run.incomplete !== undefined,
    ran: top.length - blocked - skipped,
    complete,
    missing,
  };
}

/** Whether nothing is known that a run did, or a report said, and that its record lacks. */
export function holdsAll({ incomplete, resultsLeftOut }: Run): boolean {
  return incomplete === undefined && resultsLeftOut === undefined;
}

function worst(results: readonly Result[], complete: boolean): Verdict {
  const found = WORST_FIRST.find((outcome) => results.some((r) => r.outcome === outcome));
  if (found === undefined) return 'no-result';
  const green = found === 'pass' || found === 'observed' || found === 'skipped';
  return green && !complete ? 'no-result' : found;
}
