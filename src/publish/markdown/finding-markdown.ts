import type { FindingPage } from '../finding-page.ts';
import type { Location } from '../urls.ts';
import { evidenceList, linkList } from './evidence-markdown.ts';
import { libraryText } from './library-text.ts';
import { link, list, paragraphs, plain, section } from './text.ts';

/** One claim, where it stands, and what speaks for and against it. */
export function findingMarkdown(page: FindingPage, location: Location): string {
  const { supports, contradicts, assertedBy, override, supersededBy } = page;
  const evidence = (pieces: FindingPage['supports']) =>
    pieces.length === 0 ? 'No evidence linked here.' : evidenceList(pieces, location, true);
  return paragraphs(
    `**${page.statusWords}** (basis: ${page.basis}). ${plain(page.standing)}`,
    page.aliases.length === 0 ? undefined : `Also cited as ${plain(page.aliases.join(', '))}.`,
    supersededBy === undefined ? undefined : `Superseded by ${link(supersededBy, location)}.`,
    override === undefined
      ? undefined
      : `Set by hand by ${plain(override.by)} on ${override.on}; by the rule it would read **${override.computed}**. ${libraryText(override.why, location)}`,
    page.explanation === undefined ? undefined : libraryText(page.explanation, location),
    section('For it', evidence(supports)),
    section('Against it', evidence(contradicts)),
    section('Who says so', evidenceList(assertedBy, location)),
    section('What is missing', page.gap === undefined ? '' : libraryText(page.gap, location)),
    section('What would settle it', linkList(page.experiments, location)),
    section('Scope', list(scope(page).map(plain))),
    section('What it is about', list(about(page, location))),
  );
}

function scope({ scope: versions, lastVerified }: FindingPage): string[] {
  return lastVerified === undefined
    ? [...versions]
    : [...versions, `last verified ${lastVerified}`];
}

function about({ about: kinds, options }: FindingPage, location: Location): string[] {
  const ways = options.length === 0 ? [] : [{ title: 'Ways forward', links: options }];
  return [...kinds, ...ways].map(
    ({ title, links }) => `${title}: ${links.map((one) => link(one, location)).join(', ')}`,
  );
}
