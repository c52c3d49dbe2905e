import type { Citation } from '../schema/evidence-link.ts';
import type { Option } from '../schema/option.ts';
import { saysOf } from './compared-pair.ts';
import type { Library } from './library.ts';
import { type Range, span, wilson } from './range.ts';
import { tallyOf, type Verdict } from './tally.ts';

/** What is known of the chance of an option; a measured rate and an estimate are never mixed. */
export interface OptionChance {
  /** The tries that passed or failed, how many worked, and what that leaves open, in percent. */
  readonly measured?: {
    readonly tries: Option['tries'];
    readonly worked: number;
    readonly of: number;
    readonly interval: Range;
  };
  readonly estimates: readonly { readonly percent: number; readonly by: Citation }[];
  /** What counts: the measured interval where there is one, else the estimates from least to most. */
  readonly range?: Range & { readonly from: 'measured' | 'estimate' };
}

/** The chance of an option, from the results that tried it and from what people put it at. */
export function chanceOf(option: Option, library: Library): OptionChance {
  const { chance, tries } = option;
  const estimates =
    chance === undefined
      ? []
      : [{ percent: chance.percent, by: chance.by }, ...(chance.others ?? [])];
  const guessed = span(estimates.map(({ percent }) => ({ min: percent, max: percent })));
  const telling = tries.filter((one) => saysOf(outcomeOf(one, library)) !== 'nothing');
  if (telling.length === 0) {
    return {
      estimates,
      ...(guessed === undefined ? {} : { range: { ...guessed, from: 'estimate' as const } }),
    };
  }
  const { worked, of } = countTries(telling.map((one) => outcomeOf(one, library)));
  const interval = wilson(worked, of);
  return {
    measured: { tries: telling, worked, of, interval },
    estimates,
    range: { ...interval, from: 'measured' },
  };
}

/** How many tries worked, of those that passed or failed: what never ran, or has no verdict, says nothing. */
export function countTries(outcomes: readonly Verdict[]): {
  readonly worked: number;
  readonly of: number;
} {
  const said = outcomes.map(saysOf).filter((says) => says !== 'nothing');
  return { worked: said.filter((says) => says === 'good').length, of: said.length };
}

/** What came of one try: the outcome of the result, or the worst of the run. */
export function outcomeOf({ run: id, result }: Option['tries'][number], library: Library): Verdict {
  const run = library.run.get(id);
  if (run === undefined) return 'no-result';
  if (result === undefined) return tallyOf(run).worst;
  return run.results.find((one) => one.id === result)?.outcome ?? 'no-result';
}

/**
 * Hours of work for one success, if every attempt takes as long and has the same chance: hours divided by
 * chance. The most is unbounded where the chance may be none.
 */
export function hoursPerSuccess(
  hours: Range | undefined,
  chance: Range | undefined,
): { readonly min: number; readonly max?: number } | undefined {
  if (hours === undefined || chance === undefined || chance.max === 0) return undefined;
  return {
    min: (100 * hours.min) / chance.max,
    ...(chance.min === 0 ? {} : { max: (100 * hours.max) / chance.min }),
  };
}
