import type { Archive } from '../model/archive.ts';
import { comparisonPairs } from '../model/comparison-pairs.ts';
import type { EditionSite } from './edition-site.ts';
import { factsOfPages } from './facts.ts';
import { isProsePage, type Location, urlOf } from './urls.ts';

/** A page for search engines: its address in full, and the day it came to say what it says. */
export interface SitemapEntry {
  readonly url: string;
  /** Left out where nothing records it: no date is invented. */
  readonly lastmod?: string;
}

/**
 * Every page of today that search engines should keep. Pages of editions name these as their canonical
 * ones, so they are left out.
 */
export function sitemap(
  { library, editions }: Archive,
  location: Location,
  { sameSince }: Pick<EditionSite, 'sameSince'>,
): SitemapEntry[] {
  const entry = (url: string, lastmod: string | undefined): SitemapEntry =>
    lastmod === undefined ? { url } : { url, lastmod };
  const newest = editions.at(-1)?.manifest.frozenOn;
  const firstKnown = firstEditionOfRuns(editions);
  return [
    ...factsOfPages(library).map(({ target }) => entry(urlOf(target, location), sameSince(target))),
    entry(urlOf({ page: 'runs' }, location), undefined),
    ...[...library.run.keys()].map((id) =>
      entry(urlOf({ kind: 'run', id }, location), firstKnown.get(id)),
    ),
    entry(urlOf({ page: 'compare' }, location), undefined),
    ...comparisonPairs(library).map(({ a, b }) =>
      entry(urlOf({ comparison: [a.id, b.id] }, location), undefined),
    ),
    entry(urlOf({ page: 'editions' }, location), newest),
    ...editions.map(({ manifest: { id, frozenOn } }) =>
      entry(urlOf({ changes: id }, location), frozenOn),
    ),
    ...[...library.prose.keys()]
      .filter(isProsePage)
      .map((page) => entry(urlOf({ page }, location), undefined)),
  ];
}

/** A run never changes: its page is as old as the first edition that knew it. */
function firstEditionOfRuns(editions: Archive['editions']): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  for (const { manifest } of editions) {
    for (const { id } of manifest.runs) {
      if (!first.has(id)) first.set(id, manifest.frozenOn);
    }
  }
  return first;
}
