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
    section('Scope', list(page.scope.map(plain))),
  );
}
