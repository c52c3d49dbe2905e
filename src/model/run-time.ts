import type { Run } from '../schema/run.ts';

type Times = Omit<Run['time'], 'precision'>;

/** How many characters of a moment are known: `2025-11-06`, `2025-11-06T14:03`, `2025-11-06T14:03:07`. */
const KNOWN = { day: 10, minute: 16, second: 19 } as const;

/** The times of a run, each no more exact than its record says that they are. */
export function timesOf({ time: { precision, ...times } }: Run): Times {
  return Object.fromEntries(
    Object.entries(times).map(([name, moment]) => [name, moment && asKnown(moment, precision)]),
  );
}

/** The best date that a run has: when it started, or the bound that is known. */
export function runDate({ time }: Run): string {
  // Asked for in every sorting of runs, so no others are looked at.
  const best = time.start ?? time.end ?? time.notBefore ?? time.notAfter ?? '';
  return asKnown(best, time.precision);
}

/** Whether the records tell that one run started before the other; days that are equal, and bounds, may not. */
export function startedBefore(a: Run, b: Run): boolean {
  const [first, then] = [timesOf(a), timesOf(b)];
  const latest = first.start ?? first.end ?? first.notAfter;
  const earliest = then.start ?? then.notBefore;
  return latest !== undefined && earliest !== undefined && isAfter(earliest, latest);
}

/** Whether one date is after another, as far as both are known: to the day, the minute, the second. */
export function isAfter(a: string, b: string): boolean {
  const [one, other] = [withoutZone(a), withoutZone(b)];
  const known = Math.min(one.length, other.length);
  return one.slice(0, known) > other.slice(0, known);
}

/** The year under which a run is filed. */
export function runYear(run: Run): string {
  return runDate(run).slice(0, 4);
}

/** A moment, no more exact than the times of its run are. */
function asKnown(moment: string, precision: Run['time']['precision']): string {
  if (precision === undefined) return moment;
  const digits = withoutZone(moment);
  const known = KNOWN[precision];
  if (digits.length <= known) return moment;
  return `${digits.slice(0, known)}${precision === 'day' ? '' : 'Z'}`;
}

/** All moments are in UTC. */
function withoutZone(moment: string): string {
  return moment.endsWith('Z') ? moment.slice(0, -1) : moment;
}
