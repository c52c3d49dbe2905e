import type { Run } from '../schema/run.ts';

/** The best date that a run has: when it started, or the bound that is known. */
export function runDate(run: Run): string {
  const { start, end, notBefore, notAfter } = run.time;
  return start ?? end ?? notBefore ?? notAfter ?? '';
}

/** The year under which a run is filed. */
export function runYear(run: Run): string {
  return runDate(run).slice(0, 4);
}
