import type { Run } from '../schema/run.ts';
import { comparedPair, type ComparedPair } from './compared-pair.ts';
import { type Conclusions, conclusionsOf } from './comparison-conclusions.ts';
import { type Difference, differencesOf } from './difference.ts';
import { matchResults } from './matching.ts';
import type { ProbeBook } from './question.ts';

/** Two runs, the earlier one first: what differs, what became of each result, what follows and what does not. */
export interface Comparison {
  readonly a: Run;
  readonly b: Run;
  readonly differences: readonly Difference[];
  readonly pairs: readonly ComparedPair[];
  readonly conclusions: Conclusions;
}

/** Compares two runs. */
export function compareRuns(a: Run, b: Run, probes: ProbeBook): Comparison {
  const differences = differencesOf(a, b);
  const pairs = matchResults(a, b, probes).map((match) => comparedPair(match, differences, probes));
  return { a, b, differences, pairs, conclusions: conclusionsOf(a, b, differences, pairs) };
}
