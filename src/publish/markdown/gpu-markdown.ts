import type { GpuPage } from '../gpu-page.ts';
import { type Location, urlOf } from '../urls.ts';
import type { GpuAnswer } from '../gpu-answer.ts';
import { cites, findingList, named, statementList } from './evidence-markdown.ts';
import { libraryText } from './library-text.ts';
import { code, link, linkTo, list, paragraphs, plain, section, table } from './text.ts';

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
    section('What to do with it', whatToDo(page.answer, location)),
    section('By product', list(productLines(page.answer, location))),
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

function whatToDo({ ways, refuted }: GpuAnswer, location: Location): string {
  return paragraphs(
    list(
      ways.map(({ link: way, statusMeans, why, summary, statusEvidence, rate }) => {
        const tried =
          rate === undefined ? '' : ` It worked in ${rate.worked} of ${rate.of} tries on record.`;
        const words = libraryText(why ?? summary, location);
        return `${link(way, location)}: **${plain(statusMeans)}**${tried} ${words} ${cites(statusEvidence, location)}`;
      }),
    ),
    refuted.length === 0
      ? undefined
      : `These rest on something that does not hold: ${refuted.map((way) => link(way.link, location)).join(', ')}`,
  );
}

/** What was tried on the products that there are runs on. */
function productLines({ products }: GpuAnswer, location: Location): string[] {
  return products
    .filter(({ runCount }) => runCount > 0)
    .map(({ name, runs, runCount, tried }) => {
      const ways = tried.map(
        ({ option, worked, of }) => `${link(option, location)} worked in ${worked} of ${of}`,
      );
      const newest = runs.map((run) => link(run, location)).join(', ');
      const said = runCount > runs.length ? `${newest}, the newest of ${runCount} runs` : newest;
      return `${plain(name)}: ${[...ways, said].join('; ')}`;
    });
}
