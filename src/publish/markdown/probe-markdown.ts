import type { ExperimentPage } from '../experiment-page.ts';
import type { ProbePage } from '../probe-page.ts';
import type { Location } from '../urls.ts';
import { commandBlock } from './command-markdown.ts';
import { appearanceTable, evidenceList, findingList, linkList } from './evidence-markdown.ts';
import { libraryText } from './library-text.ts';
import { code, link, list, paragraphs, section, table } from './text.ts';

/** A question, the command that answers it, and every answer so far. */
export function probeMarkdown(page: ProbePage, location: Location): string {
  const counts = page.counts.map(({ outcome, count }) => `${count} ${outcome}`).join(', ');
  return paragraphs(
    `Results so far: ${counts === '' ? 'none' : counts}.`,
    page.explanation === undefined ? undefined : libraryText(page.explanation, location),
    page.command === undefined ? undefined : commandBlock(page.command),
    page.checks === undefined ? undefined : `A pass means: ${libraryText(page.checks, location)}`,
    page.variantOf === undefined ? undefined : `A variant of ${link(page.variantOf, location)}.`,
    table(
      ['Parameter', 'Value'],
      page.params.map(([name, value]) => [code(name), code(value)]),
    ),
    section('Answers', appearanceTable(page.results, location)),
    section('Variants', linkList(page.variants, location)),
    section('Findings', findingList(page.findings, location)),
    section('Sources', evidenceList(page.sources, location)),
  );
}

/** A probe that somebody should run, and what each outcome would decide. */
export function experimentMarkdown(page: ExperimentPage, location: Location): string {
  return paragraphs(
    ...page.commands.map(commandBlock),
    section('It needs', list(page.needs.map((need) => libraryText(need, location)))),
    section(
      'What each outcome would mean',
      table(
        ['If', 'Then'],
        page.outcomes.map(({ when, means }) => [
          libraryText(when, location),
          libraryText(means, location),
        ]),
      ),
    ),
    section('It would decide', findingList(page.decides, location)),
    section('Sources', evidenceList(page.sources, location)),
  );
}
