import { WORST_FIRST } from '../model/tally.ts';
import type { Mapped } from './reported.ts';

const BAD = WORST_FIRST.slice(0, WORST_FIRST.indexOf('pass'));
const rank = ({ outcome }: Mapped) => WORST_FIRST.indexOf(outcome);

/** The graver of two results; one that was not expected outweighs the same one expected. */
export function worseOf(a: Mapped | undefined, b: Mapped): Mapped {
  if (a === undefined || rank(b) < rank(a)) return b;
  return rank(a) === rank(b) && a.expected !== undefined && b.expected === undefined ? b : a;
}

/** Whether a group says of itself that it is well while a part failed that was not expected to. */
export function isTooGood(own: Mapped, withItsParts: Mapped): boolean {
  return own !== withItsParts && !isBad(own) && withItsParts.expected === undefined;
}

function isBad({ outcome }: Mapped): boolean {
  return BAD.some((one) => one === outcome);
}

/**
 * What a group comes to, given its own status and the gravest of its parts: never better than that part.
 */
export function withParts(own: Mapped, part: Mapped | undefined): Mapped {
  if (part === undefined || !isBad(part)) return own;
  if (rank(own) <= rank(part)) return own;
  const { outcome, matched, expected } = part;
  return { outcome, rule: 'worst-of-parts', matched, expected };
}

/** What a group comes to of which parts are missing: that it says it is well is then said too early. */
export function withoutParts(mapped: Mapped): Mapped {
  const { expected } = mapped;
  return isBad(mapped) ? mapped : { outcome: 'unfinished', rule: 'parts-missing', expected };
}
