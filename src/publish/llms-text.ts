import type { Archive } from '../model/archive.ts';
import { comparisonPairs } from '../model/comparison-pairs.ts';
import { statusOf } from './json-twin.ts';
import type { View } from './companion.ts';
import { linkToPage, nameOf } from './links.ts';
import { hasMarkdown } from './markdown/page-markdown.ts';
import { libraryText, outsideFences } from './markdown/library-text.ts';
import { label, linkTo, list, paragraphs, plain } from './markdown/text.ts';
import { newestRuns, runLink } from './run-row.ts';
import { type IndexPage, type PageKind, twinUrl, urlOf } from './urls.ts';

const NEWEST_SHOWN = 20;

/**
 * The site, or an edition of it, for a language model: what it is, how to read it, and every page that
 * has a text, with its status. After llmstxt.org.
 */
export function llmsText({ library, location, edition }: View, archive: Archive): string {
  const { editions } = archive;
  const prose = library.prose.get('home');
  const speaksFor =
    edition === undefined
      ? 'These pages say what is held today and may change.'
      : `These pages are edition ${edition.id}${edition.state === 'draft' ? ' (a draft)' : ''}: what was held on ${edition.asOf}.`;
  const section = (page: IndexPage, kind: PageKind, ids: readonly string[]) =>
    ids.length === 0
      ? ''
      : `## ${linkToPage(page).label}\n\n${list(ids.map((id) => entry(kind, id)))}`;
  const all = (kind: Exclude<PageKind, 'run'>) => [...library[kind].keys()];
  return `${paragraphs(
    '# Faultline',
    `> ${plain(prose?.summary ?? 'Where the stack breaks, and how we know.')}`,
    `${speaksFor} A finding is one claim; its status is computed from the evidence linked to it. “Unproven” means that only somebody’s word stands behind it. A run is a fact, recorded once and never edited; what was not recorded is said to be not recorded.`,
    prose === undefined
      ? undefined
      : outsideFences(libraryText(prose.body, location), withoutHeadings).trim(),
    section('findings', 'finding', all('finding')),
    section('options', 'option', all('option')),
    section('errors', 'signature', all('signature')),
    section('settings', 'setting', all('setting')),
    section('gpus', 'gpu', all('gpu')),
    section('memory-types', 'memory-type', all('memory-type')),
    section('stack', 'layer', all('layer')),
    section('probes', 'probe', all('probe')),
    section('experiments', 'experiment', all('experiment')),
    section('sources', 'source', all('source')),
    section(
      'runs',
      'run',
      newestRuns(library)
        .slice(0, NEWEST_SHOWN)
        .map(({ id }) => id),
    ),
    comparisons(),
    `## Data\n\n${list([
      linkTo(
        'Index of every page, with the facts of each as JSON',
        twinUrl({ page: 'home' }, 'json', location),
      ),
      linkTo('All runs', twinUrl({ page: 'runs' }, 'json', location)),
      linkTo('Runs compared', twinUrl({ page: 'compare' }, 'json', location)),
      ...editions.map(({ manifest: { id, asOf } }) =>
        linkTo(
          `Edition ${id}, as of ${asOf}`,
          `${urlOf({ page: 'home' }, { ...location, edition: id })}llms.txt`,
        ),
      ),
    ])}`,
  )}\n`;

  function comparisons(): string {
    const named = (run: string) => label(runLink(library, run).label);
    const known = comparisonPairs(archive.library).filter(
      ({ a, b }) => library.run.has(a.id) && library.run.has(b.id),
    );
    const entries = known.slice(0, NEWEST_SHOWN).map(({ a, b }) => {
      const url = twinUrl({ comparison: [a.id, b.id] }, 'md', location);
      return linkTo(`${named(b.id)} beside ${named(a.id)}`, url);
    });
    return entries.length === 0 ? '' : `## ${linkToPage('compare').label}\n\n${list(entries)}`;
  }

  function entry(kind: PageKind, id: string): string {
    const target = { kind, id };
    const url = hasMarkdown(target) ? twinUrl(target, 'md', location) : urlOf(target, location);
    const status = statusOf(target, library);
    const named = linkTo(label(nameOf(library, kind, id)), url);
    return status === undefined ? named : `${named}: ${status}`;
  }
}

const HEADING = /^ {0,3}#{1,6} +(.+?)(?: *\{#[a-z0-9-]+\})?$/gm;

/** Before its lists the form knows no headings: those of the prose become bold lines. */
function withoutHeadings(part: string): string {
  return part
    .replace(HEADING, (_, words: string) => `\n**${words.replaceAll('**', '')}**\n`)
    .replace(/\n{3,}/g, '\n\n');
}
