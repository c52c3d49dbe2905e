import type { Tally } from '../model/tally.ts';

/** "4 of 5 ran", with what is known to be missing; that nothing is, where there was a plan, and that is so. */
export function completeness({
  ran,
  planned,
  leftOut,
  knownIncomplete,
  complete,
  hasPlan,
}: Tally): string {
  const words = [
    `${ran} of ${planned} ran`,
    ...(leftOut > 0 ? [`${leftOut} more not kept`] : []),
    ...(knownIncomplete ? ['not whole'] : []),
  ].join(', ');
  return complete && hasPlan ? `complete: ${words}` : words;
}
