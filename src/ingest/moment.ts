import { z } from 'zod';

const offsetMoment = z.iso.datetime({ offset: true });

/**
 * A moment with an offset, in UTC and to the precision it came with: `2025-11-06T10:00:00.5+01:00` →
 * `2025-11-06T09:00:00.5Z`. Undefined for anything else, a moment in UTC included.
 */
export function toUtc(text: string): string | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(.*)([+-])(\d\d):(\d\d)$/.exec(text);
  if (match === null || !offsetMoment.safeParse(text).success) return undefined;
  const [, minute = '', seconds = '', sign, hours, minutes] = match;
  const ahead = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const utc = new Date(Date.parse(`${minute}Z`) - ahead * 60_000);
  return `${utc.toISOString().slice(0, 16)}${seconds}Z`;
}
