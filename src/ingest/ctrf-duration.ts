import type { Deviations } from './deviations.ts';
import { type Fields, numberOf } from './field.ts';
import { secondsToMs } from './number-text.ts';
import type { Place } from './reported.ts';

/**
 * The duration of a CTRF test, in milliseconds. CTRF writes milliseconds; some write seconds. Where a
 * test says when it began and ended, the unit is the one by which the two agree better; where it does
 * not, a duration is taken as it is.
 */
export function ctrfDuration(
  test: Fields,
  { pointer }: Place,
  deviations: Deviations,
): number | undefined {
  const { duration } = test;
  if (duration === undefined || duration === null) return undefined;
  const value = numberOf(duration);
  if (value === undefined || value < 0) {
    deviations.add('unreadable-time', `${pointer}/duration`, 'no amount of time');
    return undefined;
  }
  const span = spanOf(test);
  if (span === undefined || value === 0) return value;
  const inSeconds = Math.abs(Math.log((value * 1000) / span));
  if (inSeconds >= Math.abs(Math.log(value / span))) return value;
  deviations.add('seconds-for-ms', `${pointer}/duration`, `${value} is in seconds`);
  return secondsToMs(value);
}

/** From start to stop in milliseconds. */
function spanOf(test: Fields): number | undefined {
  const [start, stop] = [numberOf(test['start']), numberOf(test['stop'])];
  if (start === undefined || stop === undefined || stop <= start || start <= 0) return undefined;
  return start < 1e11 ? (stop - start) * 1000 : stop - start;
}
