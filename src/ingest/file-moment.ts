import { toUtc } from './moment.ts';

/** A moment as a report gives it: exact in UTC, or a local time of an unknown zone. */
export type FileMoment = { readonly utc: string } | { readonly local: string };

const FORM =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:[.,]\d{1,9})?)?\s?(Z|UTC|[+-]\d\d:?\d\d)?$/i;

/** Years in which tests may have run. Clocks that were never set, and values that were not, lie before them. */
const YEARS = { from: 1990, to: 2200 };

/** Reads ISO 8601 as test runners write it; undefined for what is no such moment, or none of a test. */
export function momentIn(text: string | undefined): FileMoment | undefined {
  const match = FORM.exec(text?.trim() ?? '');
  if (match === null) return undefined;
  const [, day = '', minute = '', second = ':00', zone] = match;
  const plain = `${day}T${minute}${second.replace(',', '.')}`;
  const date = new Date(`${plain}Z`);
  if (!isOfATest(date) || !isDay(day, date)) return undefined;
  if (zone === undefined) return { local: plain };
  if (/^(?:Z|UTC)$/i.test(zone)) return { utc: `${plain}Z` };
  const offset = zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const utc = toUtc(`${plain}${offset}`);
  return utc === undefined ? undefined : { utc };
}

function isOfATest(date: Date): boolean {
  const year = date.getUTCFullYear();
  return year >= YEARS.from && year <= YEARS.to;
}

/** `Date` takes 30 February for a day in March. */
function isDay(day: string, date: Date): boolean {
  return date.toISOString().startsWith(day);
}

/** Milliseconds or, where they would lie before 1973, seconds since 1970. */
export function epochMoment(value: number): { utc: string; seconds: boolean } | undefined {
  if (!Number.isFinite(value) || value <= 0) return undefined;
  const seconds = value < 1e11;
  const date = new Date(Math.round(seconds ? value * 1000 : value));
  if (!isOfATest(date)) return undefined;
  return { utc: date.toISOString().replace('.000Z', 'Z'), seconds };
}
