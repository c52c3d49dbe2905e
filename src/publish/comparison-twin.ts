import { comparisonPairs, type RunPair } from '../model/comparison-pairs.ts';
import type { Library } from '../model/library.ts';
import type { Companion } from './companion.ts';
import { comparisonList } from './comparison-list.ts';
import { type ComparisonPage, comparisonContext, comparisonPage } from './comparison-page.ts';
import { lineageRows } from './lineage-view.ts';
import { linkToPage } from './links.ts';
import { twin, withUrls } from './twin-file.ts';
import type { Location } from './urls.ts';

/** The JSON of every pair of runs that has a page, and of the page that lists the newest of them. */
export function* comparisonTwins(library: Library, location: Location): Generator<Companion> {
  const { named, newest, others } = comparisonList(library);
  const title = linkToPage('compare').label;
  const list = withUrls({ named, newest, others }, location) as object;
  yield twin('compare-page', { page: 'compare' }, title, list, { location });
  const context = comparisonContext(library);
  for (const pair of comparisonPairs(library)) {
    const page = comparisonPage(pair.a, pair.b, context);
    const facts = withUrls(comparisonFacts(pair, page, library), location) as object;
    const target = { comparison: [pair.a.id, pair.b.id] } as const;
    yield twin('comparison-page', target, page.title, facts, { location });
  }
}

function comparisonFacts({ a, b, why }: RunPair, page: ComparisonPage, library: Library) {
  const { order, headline, counts, may, mayNot, groups, changes, runs } = page;
  return {
    a: a.id,
    b: b.id,
    why,
    ...(order === undefined ? {} : { order }),
    headline,
    runs: runs.map(({ record: _record, ...run }) => run),
    counts: counts.map(({ change }) => ({
      change,
      count: changes.find((one) => one.change === change)?.rows.length ?? 0,
    })),
    may,
    mayNot,
    groups,
    changes,
    lineage: { a: lineageRows(a, library), b: lineageRows(b, library) },
  };
}
