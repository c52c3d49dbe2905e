import { WORST_FIRST } from '../model/tally.ts';
import type { Mapped } from './reported.ts';

const BAD = WORST_FIRST.slice(0, WORST_FIRST.indexOf('pass'));
const rank = ({ outcome }: Mapped) => WORST_FIRST.indexOf(outcome);

/** The graver of two results; one that was not expected outweighs the same one expected. */
export function worseOf(a: Mapped | undefined, b: Mapped): Mapped {
  if (a === undefined || rank(b) < rank(a)) return b;
  return rank(a) === rank(b) && a.expected !== undefined && b.expected === undefined ? b : a;
}

/**
 * What a group comes to, given its own status and the gravest of its parts: never better than that part.
 */
export function withParts(own: Mapped, part: Mapped | undefined): Mapped {
  if (part === undefined || !BAD.some((outcome) => outcome === part.outcome)) return own;
  if (rank(own) <= rank(part)) return own;
  const { outcome, matched, expected } = part;
  return { outcome, rule: 'worst-of-parts', matched, expected };
}
