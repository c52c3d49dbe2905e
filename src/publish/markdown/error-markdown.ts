import type { ErrorPage } from '../error-page.ts';
import type { Location } from '../urls.ts';
import {
  appearanceTable,
  findingList,
  linkList,
  statementLine,
  statementList,
} from './evidence-markdown.ts';
import { code, libraryText, link, list, paragraphs, section } from './text.ts';

/** A recognisable error: what it means, what it is confused with, where it was seen. */
export function errorMarkdown(page: ErrorPage, location: Location): string {
  return paragraphs(
    libraryText(page.summary, location),
    page.aliases.length === 0 ? undefined : `Also printed as ${page.aliases.map(code).join(', ')}.`,
    page.layer === undefined ? undefined : `Raised in: ${link(page.layer, location)}`,
    section('What it means', statementList(page.meaning, location)),
    section(
      'What it is confused with',
      list(
        page.confusedWith.map(
          ({ link: other, difference }) =>
            `${link(other, location)}: ${statementLine(difference, location)}`,
        ),
      ),
    ),
    section('Where it was seen', appearanceTable(page.seen, location)),
    section('Findings', findingList(page.findings, location)),
    section('Ways forward', linkList(page.options, location)),
  );
}
