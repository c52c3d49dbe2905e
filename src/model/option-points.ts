import type { Option } from '../schema/option.ts';
import type { Library } from './library.ts';
import { chanceOf } from './option-chance.ts';
import { type Range, span } from './range.ts';
import { standingOf } from './status.ts';

/** What options can be weighed by. */
export const CRITERIA = [
  'chance',
  'hours',
  'complexity',
  'cost',
  'reversibility',
  'claims',
] as const;

export type Criterion = (typeof CRITERIA)[number];

/** From 0, the worst, to 100, the best; absent: unknown. */
export type Points = { readonly [C in Criterion]?: Range };

/** So many hours halve the points for time. */
export const HALVING_HOURS = 24;

/** So many US dollars halve the points for cost. */
export const HALVING_COST = 200;

export const COMPLEXITY_POINTS = { low: 100, medium: 67, high: 33, 'very-high': 0 } as const;
export const EASE_POINTS = { 'at-once': 100, 'with-work': 50, not: 0 } as const;

/** The points of an option by each criterion. They hold for it alone: no other option changes them. */
export function pointsOf(option: Option, library: Library): Points {
  const { complexity, hours, undo } = option;
  const chance = chanceOf(option, library).range;
  const paid = span(option.costs.filter(({ unit }) => unit === 'USD'));
  const claims = claimPoints(option, library);
  const exactly = (points: number): Range => ({ min: points, max: points });
  return {
    ...(chance === undefined ? {} : { chance: { min: chance.min, max: chance.max } }),
    ...(hours === undefined ? {} : { hours: halving(hours, HALVING_HOURS) }),
    ...(complexity === undefined
      ? {}
      : { complexity: exactly(COMPLEXITY_POINTS[complexity.value]) }),
    ...(paid === undefined ? {} : { cost: halving(paid, HALVING_COST) }),
    ...(undo?.ease === undefined ? {} : { reversibility: exactly(EASE_POINTS[undo.ease]) }),
    ...(claims === undefined ? {} : { claims: exactly(claims) }),
  };
}

/** The less the better: none is 100, the half is 50, and there is no end to it. */
function halving({ min, max }: Range, half: number): Range {
  const points = (amount: number) => (100 * half) / (half + amount);
  return { min: points(max), max: points(min) };
}

/**
 * Of the claims that are decided, the share that speaks for the option: what it rests on and holds, what
 * speaks against it and does not.
 */
function claimPoints(
  { findingsFor, findingsAgainst }: Option,
  library: Library,
): number | undefined {
  const held = [
    ...findingsFor.map((id) => isHeld(id, library)),
    ...findingsAgainst.map((id) => not(isHeld(id, library))),
  ];
  const decided = held.filter((one) => one !== undefined);
  if (decided.length === 0) return undefined;
  return (100 * decided.filter(Boolean).length) / decided.length;
}

/** Whether a finding holds; undefined where that is open. */
function isHeld(id: string, library: Library): boolean | undefined {
  const finding = library.finding.get(id);
  if (finding === undefined) return undefined;
  const { status } = standingOf(finding, library);
  if (status === 'supported' || status === 'likely') return true;
  return status === 'refuted' ? false : undefined;
}

const not = (held: boolean | undefined) => (held === undefined ? undefined : !held);
