import type { CellView, OptionPage } from '../option-page.ts';
import type { Location } from '../urls.ts';
import {
  behind,
  evidenceList,
  findingList,
  linkList,
  named,
  statementLine,
  statementList,
} from './evidence-markdown.ts';
import { libraryText } from './library-text.ts';
import { label, link, linkTo, paragraphs, plain, section, table } from './text.ts';

/** So many of the tries stand in the text; the page has all. */
const MAX_TRIES = 20;

/** One way forward: what it takes, what speaks for it, how it is done. */
export function optionMarkdown(page: OptionPage, location: Location): string {
  const { rate, noRate = '', undo } = page;
  const links = (all: OptionPage['gpus']) => all.map((one) => link(one, location)).join(', ');
  const cell = (name: string, view: CellView | undefined) =>
    named(name, view && cellLine(view, location));
  const elsewhere = page.otherChances
    .map(({ value, by }) => `${plain(value)} ${behind('estimate', [by], location)}`)
    .join('; ');
  return paragraphs(
    statusLine(page),
    libraryText(page.summary, location),
    page.why === undefined ? undefined : libraryText(page.why, location),
    table(
      ['', ''],
      [
        cell('Complexity', page.complexity),
        cell('Chance', page.chance),
        ...where('Chance, said elsewhere', elsewhere),
        cell('Time', page.hours),
        named('Cost', page.costs.map((cost) => cellLine(cost, location)).join('; ')),
        rate === undefined
          ? ['Chance, from tries', plain(`unknown: ${noRate}`)]
          : [
              'Chance, from tries',
              `${rate.worked} of ${rate.of} worked, which leaves a chance of ${plain(rate.interval)} open (95 % interval after Wilson, were they a random sample)`,
            ],
        named(
          'Hours per success',
          page.perSuccess &&
            plain(`${page.perSuccess.value} (${page.perSuccess.formula}; ${page.perSuccess.from})`),
        ),
        ...where('For', links(page.gpus)),
        ...where('Changes', links(page.layers)),
      ],
    ),
    section('Status rests on', evidenceList(page.statusEvidence, location)),
    section('It needs', statementList(page.requires, location)),
    section('What blocks it', statementList(page.blockers, location)),
    section('Risks', statementList(page.risks, location)),
    section('Steps', statementList(page.steps, location)),
    section('To undo it', undo === undefined ? '' : statementLine(undo, location)),
    section('Who reported what', tries(page, location)),
    section('What would settle it', linkList(page.settledBy, location)),
    section('Findings for it', findingList(page.findingsFor, location)),
    section('Findings against it', findingList(page.findingsAgainst, location)),
    section('Findings about it', findingList(page.findingsAbout, location)),
  );
}

/** A row where there is something to say. */
function where(name: string, value: string): string[][] {
  return value === '' ? [] : [named(name, value)];
}

/** The status, what it means where that is not the same word, and what it rests on at best. */
function statusLine({ status, statusMeans, statusBasis }: OptionPage): string {
  const same = statusMeans.toLowerCase() === `${status}.`;
  const means = same ? '' : `: ${plain(statusMeans)}`;
  return `**${status}**${means} (*${statusBasis}*)`;
}

function tries({ tries: all }: OptionPage, location: Location): string {
  const shown = all.slice(0, MAX_TRIES);
  return paragraphs(
    table(
      ['Outcome', 'Run', 'Card', 'Date', 'Account'],
      shown.map(({ outcome, result, card, date, from, recordedFrom }) => [
        `**${outcome === 'no-result' ? 'no result' : outcome}**`,
        link(result, location),
        plain(card),
        plain(date),
        [
          ...from.map(({ title, url }) =>
            url === undefined ? plain(title) : linkTo(label(title), url),
          ),
          plain(recordedFrom),
        ].join(', '),
      ]),
    ),
    all.length > shown.length ? `And ${all.length - shown.length} more on its page.` : undefined,
  );
}

function cellLine({ value, basis, evidence, note }: CellView, location: Location): string {
  const remark = note === undefined ? '' : ` ${libraryText(note, location)}`;
  return `${plain(value)} ${behind(basis, evidence, location)}${remark}`;
}
