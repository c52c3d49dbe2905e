import { recently } from '../model/kept.ts';
import type { Library } from '../model/library.ts';
import type { Run } from '../schema/run.ts';
import {
  type ComparedRun,
  type ComparisonPage,
  comparisonContext,
  comparisonPage,
} from './comparison-page.ts';
import { replacementOf } from './run-row.ts';

/** The comparison of two runs of a library, for its page and the twins of that. */
export function comparisonOf(library: Library, a: Run, b: Run): ComparisonPage {
  return recently('comparison', [library, a, b], () => {
    const page = comparisonPage(a, b, comparisonContext(library));
    const marked = (compared: ComparedRun, { id }: Run): ComparedRun =>
      replacementOf(library, id) === undefined ? compared : { ...compared, corrected: true };
    const [first, second] = page.runs;
    return { ...page, runs: [marked(first, a), marked(second, b)] };
  });
}
