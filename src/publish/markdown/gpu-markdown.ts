import type { GpuPage } from '../gpu-page.ts';
import { type Location, urlOf } from '../urls.ts';
import { findingList, named, statementList } from './evidence-markdown.ts';
import { libraryText } from './library-text.ts';
import { code, link, linkTo, paragraphs, plain, section, table } from './text.ts';

/** A family of GPUs: its products, what is held about it, what was tried on it. */
export function gpuMarkdown(page: GpuPage, location: Location): string {
  return paragraphs(
    libraryText(page.summary, location),
    table(
      ['', ''],
      [
        named('Instruction set', page.gfx.map(code).join(', ')),
        named('Graphics core', page.gc && code(page.gc)),
        named('Products', page.products.map(({ name }) => plain(name)).join(', ')),
      ],
    ),
    section('What is held about it', statementList(page.statements, location)),
    section(
      'Runs',
      paragraphs(
        table(
          ['Run', 'Date', 'Card', 'Came to'],
          page.runs.map(({ link: run, date, card, worst, completeness }) => [
            link(run, location),
            plain(date),
            plain(card),
            `**${worst === 'no-result' ? 'no result' : worst}** (${plain(completeness)})`,
          ]),
        ),
        page.runCount > page.runs.length
          ? `The newest ${page.runs.length} of ${page.runCount}: ${linkTo('all of them', urlOf(page.allRuns, location))}`
          : undefined,
      ),
    ),
    section('Findings', findingList(page.findings, location)),
  );
}
