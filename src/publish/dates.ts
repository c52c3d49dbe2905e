import { timesOf } from '../model/run-time.ts';
import type { Run } from '../schema/run.ts';

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** "6 November 2025" for a day, with the time of day in UTC where one was recorded. */
export function dateInWords(moment: string): string {
  const day = dayInWords(moment.slice(0, 10));
  const time = /T(\d\d:\d\d(?::\d\d)?)/.exec(moment)?.[1];
  return time === undefined ? day : `${day}, ${time} UTC`;
}

const days = new Map<string, string>();

/** Formatting takes long, and pages tell the same days over and over. */
function dayInWords(day: string): string {
  const known = days.get(day) ?? DAY.format(new Date(`${day}T00:00:00Z`));
  days.set(day, known);
  return known;
}

/** When a run took place, as exactly as it was recorded and no more. */
export function runDateInWords(run: Run): string {
  const { start, end, notBefore, notAfter } = timesOf(run);
  if (start !== undefined) return dateInWords(start);
  if (end !== undefined) return `ended ${dateInWords(end)}`;
  if (notBefore !== undefined && notAfter !== undefined) {
    return `between ${dateInWords(notBefore)} and ${dateInWords(notAfter)}`;
  }
  if (notAfter !== undefined) return `on or before ${dateInWords(notAfter)}`;
  return notBefore === undefined ? 'date not recorded' : `on or after ${dateInWords(notBefore)}`;
}
