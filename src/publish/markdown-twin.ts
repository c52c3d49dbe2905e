import type { Archive } from '../model/archive.ts';
import { comparisonPairs } from '../model/comparison-pairs.ts';
import { recently } from '../model/kept.ts';
import { type Companion, companion, fileOf, type View, viewsOf } from './companion.ts';
import { comparisonOf } from './comparison-of.ts';
import type { EditionSite } from './edition-site.ts';
import { factsOfPages } from './facts.ts';
import { comparisonMarkdown } from './markdown/comparison-markdown.ts';
import { type Frozen, hasMarkdown, pageMarkdown } from './markdown/page-markdown.ts';
import { type Location, type PageTarget, twinUrl, urlOf } from './urls.ts';

/** The text of a page for an issue, with what is known of its frozen copies; undefined: it has none. */
export function reportOf(
  target: PageTarget,
  view: View,
  editions: EditionSite,
): string | undefined {
  if ('changes' in target) return undefined;
  const { library, location } = view;
  return recently('report', [library, editions, twinUrl(target, 'md', location)], () => {
    if ('comparison' in target) return comparisonReport(target.comparison, view);
    const frozen = frozenCopy(target, view, editions);
    return pageMarkdown(target, view, frozen);
  });
}

function frozenCopy(
  target: Exclude<PageTarget, { changes: string } | { comparison: readonly [string, string] }>,
  view: View,
  editions: EditionSite,
): Frozen | undefined {
  // No edition has a page for a run: what it would say of editions is no reason to make its report again.
  if (view.edition !== undefined || ('kind' in target && target.kind === 'run')) return undefined;
  const { cite } = editions.frameOf(target, undefined);
  return cite?.same === true ? { edition: cite.edition, draft: cite.draft } : undefined;
}

/** The same page as Markdown: `index.md` beside `index.html`, of the pages that issues are about. */
export function* markdownTwins(
  archive: Archive,
  location: Location,
  editions: EditionSite,
): Generator<Companion> {
  for (const view of viewsOf(archive, location)) {
    for (const { target } of factsOfPages(view.library)) {
      if (hasMarkdown(target)) yield* twin(target, view, editions);
    }
  }
  const today = { library: archive.library, location };
  for (const id of archive.library.run.keys()) yield* twin({ kind: 'run', id }, today, editions);
  for (const { a, b } of comparisonPairs(archive.library)) {
    yield* twin({ comparison: [a.id, b.id] }, today, editions);
  }
}

function comparisonReport(
  [first, second]: readonly [string, string],
  { library, location }: View,
): string | undefined {
  const [a, b] = [library.run.get(first), library.run.get(second)];
  if (a === undefined || b === undefined) return undefined;
  const url = urlOf({ comparison: [first, second] }, location);
  return comparisonMarkdown(comparisonOf(library, a, b), url, location);
}

function* twin(target: PageTarget, view: View, editions: EditionSite): Generator<Companion> {
  const path = fileOf(twinUrl(target, 'md', view.location), view.location);
  yield companion(path, () => {
    const text = reportOf(target, view, editions);
    if (text === undefined) throw new Error(`There is no text for ${path}.`);
    return text;
  });
}
