import type { Run } from '../schema/run.ts';

/** The best date that a run has: when it started, or the bound that is known. */
export function runDate(run: Run): string {
  const { start, end, notBefore, notAfter } = run.time;
  return start ?? end ?? notBefore ?? notAfter ?? '';
}

/** Whether the records tell that one run started before the other; days that are equal, and bounds, may not. */
export function startedBefore(a: Run, b: Run): boolean {
  const latest = a.time.start ?? a.time.end ?? a.time.notAfter;
  const earliest = b.time.start ?? b.time.notBefore;
  return latest !== undefined && earliest !== undefined && isAfter(earliest, latest);
}

/** Whether one date is after another: compared by days where one of the two is no more than a day. */
export function isAfter(a: string, b: string): boolean {
  if (!a.includes('T') || !b.includes('T')) return a.slice(0, 10) > b.slice(0, 10);
  return Date.parse(a) > Date.parse(b);
}

/** The year under which a run is filed. */
export function runYear(run: Run): string {
  return runDate(run).slice(0, 4);
}
