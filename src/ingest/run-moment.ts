import type { RunInput } from '../schema/run.ts';
import type { Deviations } from './deviations.ts';
import type { ReportedTime } from './reported.ts';

const HOUR = 3_600_000;

/**
 * When a run took place: by its file; by what somebody says, where the file gives no exact moment; within
 * bounds, where all that is known is a time of an unknown zone. Undefined if nothing is known.
 * @param date a day or a moment, UTC
 */
export function runTime(
  { start, end, notAfter, local }: ReportedTime,
  date: string | undefined,
  deviations: Deviations,
): RunInput['time'] | undefined {
  if (start !== undefined || end !== undefined) {
    if (date !== undefined && date.slice(0, 10) !== (start ?? end)?.slice(0, 10)) {
      deviations.add(
        'date-not-used',
        '',
        `${date} was given, but the file says ${start ?? end ?? ''}`,
      );
    }
    const backwards =
      start !== undefined && end !== undefined && Date.parse(end) < Date.parse(start);
    if (backwards) deviations.add('end-before-start', '', `the file gives ${end} as the end`);
    return { start, end: backwards ? undefined : end };
  }
  if (date !== undefined) {
    deviations.add('date-given', '', 'the date was given by hand; the file has no exact one');
    return { start: date };
  }
  if (local !== undefined) {
    deviations.add('no-time-zone', '', `${local} in a zone that the file does not give`);
    // Clocks are at most 14 hours ahead of UTC and 12 behind it.
    return { notBefore: shifted(local, -14), notAfter: shifted(local, 12) };
  }
  return notAfter === undefined ? undefined : { notAfter };
}

function shifted(local: string, hours: number): string {
  const at = new Date(Date.parse(`${local}Z`) + hours * HOUR);
  return at.toISOString().replace(/\.\d+Z$/, 'Z');
}
