import type { SourcePage } from '../source-page.ts';
import type { Location } from '../urls.ts';
import { linkList } from './evidence-markdown.ts';
import { libraryText } from './library-text.ts';
import { code, linkTo, paragraphs, plain, section, table } from './text.ts';

/** Something citable: how it is pinned, what it says, what rests on it. */
export function sourceMarkdown(page: SourcePage, location: Location): string {
  return paragraphs(
    `${plain(page.kind)}, ${page.class}${page.url === undefined ? '' : `: ${linkTo('the original', page.url)}`}`,
    libraryText(page.summary, location),
    table(
      ['', ''],
      page.facts.map(([name, value]) => [plain(name), code(value)]),
    ),
    section('Runs recorded from it', linkList(page.runs, location)),
    section(
      'What rests on it',
      linkList(
        page.citedBy.flatMap(({ links }) => links),
        location,
      ),
    ),
  );
}
