import type { ExperimentPage } from '../experiment-page.ts';
import type { ProbePage } from '../probe-page.ts';
import type { CommandView } from '../result-view.ts';
import type { Location } from '../urls.ts';
import { appearanceTable, evidenceList, findingList, linkList } from './evidence-markdown.ts';
import { block, code, libraryText, link, list, paragraphs, section, table } from './text.ts';

/** A command, and whether it runs as it stands. */
export function commandMarkdown({ text, complete, cwd }: CommandView): string {
  return paragraphs(
    complete ? undefined : 'As printed in the source; not known to run as it stands:',
    cwd === undefined ? undefined : `In ${code(cwd)}:`,
    block(text, 'sh'),
  );
}

/** A question, the command that answers it, and every answer so far. */
export function probeMarkdown(page: ProbePage, location: Location): string {
  return paragraphs(
    page.explanation === undefined ? undefined : libraryText(page.explanation, location),
    page.command === undefined ? undefined : commandMarkdown(page.command),
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
    ...page.commands.map(commandMarkdown),
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
