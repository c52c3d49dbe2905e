import { CRITERIA, type Criterion, type Points } from './option-points.ts';
import type { Range } from './range.ts';

/** How much each criterion counts; what is left out counts nothing. */
export type Weights = { readonly [C in Criterion]?: number };

/** An option in an order, with the sum that put it there. */
export interface Ranked {
  readonly id: string;
  /** What it comes to, from 0 to 100: the least and the most, unknown points counted as both. */
  readonly total: Range;
  readonly parts: readonly {
    readonly criterion: Criterion;
    readonly weight: number;
    /** Absent: unknown, counted from 0 to 100. */
    readonly points?: Range;
  }[];
}

/** The order by weights: the higher middle of the total first, then the higher least. */
export function rankByWeights(
  options: readonly { readonly id: string; readonly points: Points }[],
  weights: Weights,
): Ranked[] {
  const counted = CRITERIA.filter((criterion) => (weights[criterion] ?? 0) > 0);
  const sum = counted.reduce((total, criterion) => total + (weights[criterion] ?? 0), 0);
  const ranked = options.map(({ id, points }): Ranked => {
    const parts = counted.map((criterion) => ({
      criterion,
      weight: weights[criterion] ?? 0,
      ...(points[criterion] === undefined ? {} : { points: points[criterion] }),
    }));
    const total = (of: (points: Range) => number, unknown: number) =>
      sum === 0
        ? unknown
        : parts.reduce(
            (all, part) => all + part.weight * (part.points ? of(part.points) : unknown),
            0,
          ) / sum;
    return {
      id,
      parts,
      total: { min: total(({ min }) => min, 0), max: total(({ max }) => max, 100) },
    };
  });
  return ranked.toSorted((a, b) => middle(b.total) - middle(a.total) || b.total.min - a.total.min);
}

/** The order by one criterion: the better first, the unknown last, both as they stood before. */
export function rankByCriterion<T extends { readonly points: Points }>(
  options: readonly T[],
  criterion: Criterion,
): T[] {
  const value = ({ points }: T) => {
    const range = points[criterion];
    return range === undefined ? -1 : middle(range);
  };
  return options.toSorted((a, b) => value(b) - value(a));
}

function middle({ min, max }: Range): number {
  return (min + max) / 2;
}
