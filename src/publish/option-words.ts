import {
  COMPLEXITY_POINTS,
  type Criterion,
  CRITERIA,
  EASE_POINTS,
  HALVING_COST,
  HALVING_HOURS,
} from '../model/option-points.ts';
import type { Ranked } from '../model/option-ranking.ts';
import type { Range } from '../model/range.ts';

/** A criterion as a reader meets it, and the rule that turns a cell into points. */
export interface CriterionWords {
  readonly criterion: Criterion;
  readonly title: string;
  readonly rule: string;
}

const WORDS: Record<Criterion, Omit<CriterionWords, 'criterion'>> = {
  chance: {
    title: 'Chance',
    rule: 'The percentage itself: of tries on record the 95 % interval, where there are any; else the estimates, from the least to the most.',
  },
  hours: {
    title: 'Hours',
    rule: `${100 * HALVING_HOURS} ÷ (${HALVING_HOURS} + hours): none is 100, ${HALVING_HOURS} hours are 50.`,
  },
  complexity: {
    title: 'Complexity',
    rule: `Low ${COMPLEXITY_POINTS.low}, medium ${COMPLEXITY_POINTS.medium}, high ${COMPLEXITY_POINTS.high}, very high ${COMPLEXITY_POINTS['very-high']}.`,
  },
  cost: {
    title: 'Cost',
    rule: `${100 * HALVING_COST} ÷ (${HALVING_COST} + US dollars to pay at once): nothing is 100, ${HALVING_COST} dollars are 50. A price by the hour is left out.`,
  },
  reversibility: {
    title: 'Reversibility',
    rule: `Undone at once ${EASE_POINTS['at-once']}, with work ${EASE_POINTS['with-work']}, not at all ${EASE_POINTS.not}.`,
  },
  claims: {
    title: 'Claims',
    rule: 'Of the claims linked to it that are decided, the share that speaks for it, in percent.',
  },
};

/** All criteria, in the order of the form. */
export const CRITERION_WORDS: readonly CriterionWords[] = CRITERIA.map((criterion) => ({
  criterion,
  ...WORDS[criterion],
}));

export function criterionTitle(criterion: Criterion): string {
  return WORDS[criterion].title;
}

/** "19 to 81", "60", "2.5 to 21": below ten to a tenth, where that is asked for. */
export function rangeInWords({ min, max }: Range, tenths = false): string {
  const least = rounded(min, tenths);
  const most = rounded(max, tenths);
  return least === most ? least : `${least} to ${most}`;
}

function rounded(value: number, tenths: boolean): string {
  return String(Number(value.toFixed(tenths && value < 10 ? 1 : 0)));
}

/** "(3 × 19 to 81 + 1 × unknown, 0 to 100) ÷ 4 = 14 to 86" */
export function arithmeticInWords({ parts, total }: Ranked): string {
  const sum = parts.reduce((all, { weight }) => all + weight, 0);
  const terms = parts.map(
    ({ criterion, weight, points }) =>
      `${weight} × ${criterionTitle(criterion).toLowerCase()} ${points === undefined ? 'unknown, 0 to 100' : rangeInWords(points)}`,
  );
  return `(${terms.join(' + ')}) ÷ ${sum} = ${rangeInWords(total)}`;
}
