import { comparisonPairs, type RunPair } from '../model/comparison-pairs.ts';
import { once } from '../model/kept.ts';
import { lookup } from '../model/traced-library.ts';
import type { Library } from '../model/library.ts';
import type { Companion } from './companion.ts';
import { comparisonList } from './comparison-list.ts';
import { comparisonOf } from './comparison-of.ts';
import type { ComparisonPage } from './comparison-page.ts';
import { lineageRows } from './lineage-view.ts';
import { linkToPage } from './links.ts';
import { twin, withUrls } from './twin-file.ts';
import type { Location } from './urls.ts';

/** The JSON of every pair of runs that has a page, and of the page that lists the newest of them. */
export function* comparisonTwins(library: Library, location: Location): Generator<Companion> {
  yield twin('compare-page', { page: 'compare' }, { location }, () => {
    const { named, newest, others } = comparisonList(library);
    const facts = withUrls({ named, newest, others }, location) as object;
    return { title: linkToPage('compare').label, facts };
  });
  for (const { a: first, b: second } of comparisonPairs(library)) {
    const target = { comparison: [first.id, second.id] } as const;
    yield twin('comparison-page', target, { location }, () => {
      // Looked up anew, so that the twin is known to rest on these two.
      const a = library.run.get(first.id) ?? first;
      const b = library.run.get(second.id) ?? second;
      const why = whyCompared(library, `${a.id} ${b.id}`);
      const page = comparisonOf(library, a, b);
      const facts = withUrls(comparisonFacts({ a, b, why }, page, library), location) as object;
      return { title: page.title, facts };
    });
  }
}

const whyByPair = once(
  (library) => new Map(comparisonPairs(library).map(({ a, b, why }) => [`${a.id} ${b.id}`, why])),
);

const whyCompared = lookup(
  'why-compared',
  (library, pair): RunPair['why'] => whyByPair(library).get(pair) ?? [],
);

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
    lineage: { a: lineageRows(library, a.id), b: lineageRows(library, b.id) },
  };
}
