import type { GpuAnswer } from '../gpu-answer.ts';
import type { GpuPage } from '../gpu-page.ts';
import { type Location, urlOf } from '../urls.ts';
import { findingList, named, statementList } from './evidence-markdown.ts';
import { libraryText } from './library-text.ts';
import { code, link, linkTo, list, paragraphs, plain, section, table } from './text.ts';

/** So many of the newest runs stand in the text; the page has more. */
const MAX_RUNS = 3;

/** A family of GPUs: its products, what is held about it, what was tried on it. */
export function gpuMarkdown(page: GpuPage, location: Location): string {
  return paragraphs(
    libraryText(page.summary, location),
    table(
      ['', ''],
      [
        named('Instruction set', page.gfx.map(code).join(', ')),
        named('Graphics core', page.gc && code(page.gc)),
        named(
          'Products',
          page.answer.products
            .map(({ name, ids }) => (ids === '' ? plain(name) : `${plain(name)} (${plain(ids)})`))
            .join(', '),
        ),
      ],
    ),
    section('What to do with it', whatToDo(page.answer, location)),
    section('What is held about it', statementList(page.statements, location)),
    section(
      'Runs',
      paragraphs(
        table(
          ['Run', 'Date', 'Card', 'Came to'],
          page.runs
            .slice(0, MAX_RUNS)
            .map(({ link: run, date, card, worst, completeness }) => [
              link(run, location),
              plain(date),
              plain(card),
              `**${worst === 'no-result' ? 'no result' : worst}** (${plain(completeness)})`,
            ]),
        ),
        page.runCount > MAX_RUNS
          ? `The newest ${MAX_RUNS} of ${page.runCount}: ${linkTo('all of them', urlOf(page.allRuns, location))}`
          : undefined,
      ),
    ),
    section('Findings', findingList(page.findings, location)),
  );
}

/** The ways forward in their order; what is known of each stands on its page. */
function whatToDo({ ways }: GpuAnswer, location: Location): string {
  return list(
    ways.map(({ link: way, status, rate }) => {
      const tried = rate === undefined ? '' : ` (worked in ${rate.worked} of ${rate.of} tries)`;
      return `**${status}**: ${link(way, location)}${tried}`;
    }),
  );
}
