import type { Tally } from '../model/tally.ts';

/** "4 of 5 ran", and that nothing is missing where there was a plan, and that is so. */
export function completeness(tally: Tally): string {
  const ran = `${tally.ran} of ${tally.planned} ran`;
  if (tally.leftOut > 0) return `${ran}, ${tally.leftOut} more not kept`;
  return tally.complete && tally.hasPlan ? `complete: ${ran}` : ran;
}
