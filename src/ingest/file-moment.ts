import { toUtc } from './moment.ts';

/** A moment as a report gives it: exact in UTC, or a local time of an unknown zone. */
export type FileMoment = { readonly utc: string } | { readonly local: string };

const FORM =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:[.,]\d{1,9})?)?\s?(Z|UTC|[+-]\d\d:?\d\d)?$/i;

/** Reads ISO 8601 as test runners write it; undefined for what is no such moment. */
export function momentIn(text: string | undefined): FileMoment | undefined {
  const match = FORM.exec(text?.trim() ?? '');
  if (match === null) return undefined;
  const [, day = '', minute = '', second = ':00', zone] = match;
  const plain = `${day}T${minute}${second.replace(',', '.')}`;
  if (Number.isNaN(Date.parse(`${plain}Z`)) || !sameDay(plain)) return undefined;
  if (zone === undefined) return { local: plain };
  if (/^(?:Z|UTC)$/i.test(zone)) return { utc: `${plain}Z` };
  const offset = zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const utc = toUtc(`${plain}${offset}`);
  return utc === undefined ? undefined : { utc };
}

/** `Date` takes 30 February for a day in March. */
function sameDay(plain: string): boolean {
  return new Date(`${plain}Z`).toISOString().slice(0, 10) === plain.slice(0, 10);
}

/** Milliseconds or, where they would lie before 1973, seconds since 1970. */
export function epochMoment(value: number): { utc: string; seconds: boolean } | undefined {
  if (!Number.isFinite(value) || value <= 0) return undefined;
  const seconds = value < 1e11;
  const date = new Date(Math.round(seconds ? value * 1000 : value));
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 2200) return undefined;
  return { utc: date.toISOString().replace('.000Z', 'Z'), seconds };
}
