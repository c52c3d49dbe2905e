import { recently } from '../model/kept.ts';
import type { Library } from '../model/library.ts';
import type { Run } from '../schema/run.ts';
import {
  type ComparisonPage,
  comparisonContext,
  comparisonPage,
  withCorrected,
} from './comparison-page.ts';
import { replacementOf } from './run-row.ts';

/** The comparison of two runs of a library, for its page and the twins of that. */
export function comparisonOf(library: Library, a: Run, b: Run): ComparisonPage {
  return recently('comparison', [library, a, b], () =>
    withCorrected(
      comparisonPage(a, b, comparisonContext(library)),
      [a, b],
      (id) => replacementOf(library, id) !== undefined,
    ),
  );
}
