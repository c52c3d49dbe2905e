/** Two runs compared and drawn, as the build does for the pairs that have a page. */
import {
  type ComparisonContext,
  comparisonPage,
  withCorrected,
} from '../publish/comparison-page.ts';
import type { LineageRow } from '../publish/lineage-view.ts';
import { comparisonSource } from '../publish/quotation.ts';
import { type Target, urlOf } from '../publish/urls.ts';
import type { Run } from '../schema/run.ts';
import { drawComparison } from './comparison-drawing.ts';
import { reportOf } from './comparison-report.ts';
import { mount } from './tree.ts';

export { publishedRun } from '../model/published-record.ts';

/** What the page that compares any two runs knows of the whole site. */
export interface ComparingData {
  readonly context: ComparisonContext;
  /** Ids of the runs that another corrects. */
  readonly corrected: readonly string[];
  readonly base: string;
  readonly glyphs: string;
}

export function compared(
  [a, b]: readonly [Run, Run],
  lineage: readonly (readonly LineageRow[])[],
  { context, corrected, base, glyphs }: ComparingData,
): { readonly headline: string; readonly source: string; readonly nodes: readonly Node[] } {
  const page = withCorrected(comparisonPage(a, b, context), [a, b], (id) => corrected.includes(id));
  const hrefOf = (target: Target) => urlOf(target, { base });
  const address = new URL(hrefOf({ compare: { a: a.id, b: b.id } }), location.origin).href;
  return {
    headline: page.headline,
    source: comparisonSource([a.id, b.id]),
    nodes: [
      ...mount(drawComparison(page, lineage, { hrefOf, glyphs })),
      reportOf(page, address, base),
    ],
  };
}
