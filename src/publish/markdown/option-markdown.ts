import type { CellView, OptionPage } from '../option-page.ts';
import type { Location } from '../urls.ts';
import {
  behind,
  evidenceList,
  findingList,
  named,
  statementLine,
  statementList,
} from './evidence-markdown.ts';
import { libraryText } from './library-text.ts';
import { link, paragraphs, plain, section, table } from './text.ts';

/** One way forward: what it takes, what speaks for it, how it is done. */
export function optionMarkdown(page: OptionPage, location: Location): string {
  const { rate, noRate = '', undo } = page;
  const cell = (name: string, view: CellView | undefined) =>
    named(name, view && cellLine(view, location));
  return paragraphs(
    statusLine(page),
    libraryText(page.summary, location),
    page.why === undefined ? undefined : libraryText(page.why, location),
    table(
      ['', ''],
      [
        cell('Complexity', page.complexity),
        cell('Chance', page.chance),
        cell('Time', page.hours),
        named('Cost', page.costs.map((cost) => cellLine(cost, location)).join('; ')),
        rate === undefined
          ? ['Chance, from tries', plain(`unknown: ${noRate}`)]
          : [
              'Chance, from tries',
              `${rate.worked} of ${rate.of} worked: ${rate.results.map((result) => link(result, location)).join(', ')}`,
            ],
      ],
    ),
    section('Status rests on', evidenceList(page.statusEvidence, location)),
    section('It needs', statementList(page.requires, location)),
    section('What blocks it', statementList(page.blockers, location)),
    section('Risks', statementList(page.risks, location)),
    section('Steps', statementList(page.steps, location)),
    section('To undo it', undo === undefined ? '' : statementLine(undo, location)),
    section('Findings for it', findingList(page.findingsFor, location)),
    section('Findings against it', findingList(page.findingsAgainst, location)),
    section('Findings about it', findingList(page.findingsAbout, location)),
  );
}

/** The status, and what it means where that is not the same word. */
function statusLine({ status, statusMeans }: OptionPage): string {
  const same = statusMeans.toLowerCase() === `${status}.`;
  return same ? `**${status}**` : `**${status}**: ${plain(statusMeans)}`;
}

function cellLine({ value, basis, evidence, note }: CellView, location: Location): string {
  const remark = note === undefined ? '' : ` ${libraryText(note, location)}`;
  return `${plain(value)} ${behind(basis, evidence, location)}${remark}`;
}
