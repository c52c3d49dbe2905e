import { CRITERIA, type Criterion, type Points } from '../model/option-points.ts';
import {
  type Ranked,
  rankByCriterion,
  rankByWeights,
  type Weights,
} from '../model/option-ranking.ts';
import { inSequence } from './outcomes.ts';
import { arithmeticInWords, criterionTitle } from './option-words.ts';

/** How a reader wants the options ordered; an address keeps it. */
export interface OptionState {
  /** By one criterion alone. */
  readonly sort?: Criterion;
  /** By weights, where no criterion is chosen; without any the editors’ order stands. */
  readonly weights: Weights;
}

/** The greatest weight that a criterion can have. */
export const MAX_WEIGHT = 3;

const SORT = 'sort';

/** A state as an address gives it; what is not understood is told and left out. Other parameters are passed over. */
export function readOptionState(params: Iterable<readonly [string, string]>): {
  readonly state: OptionState;
  readonly problems: readonly string[];
} {
  const weights: Partial<Record<Criterion, number>> = {};
  const problems: string[] = [];
  let sort: Criterion | undefined;
  for (const [name, value] of params) {
    const criterion = CRITERIA.find((one) => one === name);
    if (name === SORT) {
      sort = CRITERIA.find((one) => one === value);
      if (sort === undefined) {
        problems.push(`There is no criterion “${value}”. There are ${inSequence(CRITERIA)}.`);
      }
    } else if (criterion !== undefined) {
      const weight = Number(value);
      if (/^\d$/.test(value) && weight <= MAX_WEIGHT) weights[criterion] = weight;
      else
        problems.push(
          `“${value}” is no weight for ${name}: it is a whole number from 0 to ${MAX_WEIGHT}.`,
        );
    }
  }
  return { state: { weights, ...(sort === undefined ? {} : { sort }) }, problems };
}

/** The parameters of an address that keeps a state, in a fixed order; empty for the editors’ order. */
export function writeOptionState({ sort, weights }: OptionState): string {
  if (sort !== undefined) return `${SORT}=${sort}`;
  return CRITERIA.filter((criterion) => (weights[criterion] ?? 0) > 0)
    .map((criterion) => `${criterion}=${weights[criterion] ?? 0}`)
    .join('&');
}

/** An option as far as an order needs it. */
export interface RankedOption {
  readonly id: string;
  readonly label: string;
  /** What a reader must know whatever the points say: that it rests on something refuted. */
  readonly warning?: string;
  readonly points: Points;
}

/** The order of a state, what it goes by, and, for weights, the arithmetic of each place. */
export interface OptionOrder {
  readonly ids: readonly string[];
  readonly says: string;
  readonly arithmetic: readonly {
    readonly label: string;
    readonly sum: string;
    readonly warning?: string;
  }[];
}

/** The options, given in the editors’ order, in the order that a state asks for. */
export function orderOptions(options: readonly RankedOption[], state: OptionState): OptionOrder {
  if (state.sort !== undefined) {
    return {
      ids: rankByCriterion(options, state.sort).map(({ id }) => id),
      says: `By ${criterionTitle(state.sort).toLowerCase()} alone: the best first, by the middle of its range; unknown last.`,
      arithmetic: [],
    };
  }
  if (writeOptionState(state) === '') {
    return { ids: options.map(({ id }) => id), says: 'In the editors’ order.', arithmetic: [] };
  }
  const ranked = rankByWeights(options, state.weights);
  const placeOf = (one: Ranked) => {
    const { label = one.id, warning } = options.find(({ id }) => id === one.id) ?? {};
    const sum = arithmeticInWords(one);
    return { label, sum, ...(warning === undefined ? {} : { warning }) };
  };
  return {
    ids: ranked.map(({ id }) => id),
    says: 'By your weights: the highest middle of the total first.',
    arithmetic: ranked.map(placeOf),
  };
}
