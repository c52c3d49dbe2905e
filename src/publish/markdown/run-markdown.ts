import { visible } from '../../model/visible.ts';
import { isTrouble } from '../outcomes.ts';
import type { EvidenceExcerpt, ResultView } from '../result-view.ts';
import type { RunPage, SettingRow } from '../run-page.ts';
import { type Location, urlOf } from '../urls.ts';
import { statementLine } from './evidence-markdown.ts';
import { READINGS, readingCells } from './reading-markdown.ts';
import { stackFigure } from './stack-figure.ts';
import {
  block,
  code,
  folded,
  label,
  link,
  linkTo,
  list,
  paragraphs,
  plain,
  section,
  table,
} from './text.ts';

/** A forge refuses an issue of more than 65,536 characters, and somebody wants to write into it too. */
const MAX_REPORT = 60_000;
const MAX_LOG = 6_000;
const MAX_RESULTS = 40;
const MAX_COMMANDS = 8;
const MAX_COMMAND = 1_000;
/** Of the rows of one table or the lines of one list, in characters. */
const MAX_TABLE = 9_000;
const MAX_CELL = 300;

/** A run as it is reported in an issue: what came of it, on what, how to repeat it, the logs folded. */
export function runMarkdown(page: RunPage, location: Location): string {
  const url = urlOf({ kind: 'run', id: page.id }, location);
  const before = paragraphs(
    `## ${linkTo(label(page.title), url)}`,
    `${plain(page.date)}. ${plain(page.verdict)} (${plain(page.completeness)})`,
    page.replacedBy === undefined
      ? undefined
      : `**This run has been corrected:** ${linkTo(label(page.replacedBy.label), urlOf(page.replacedBy.target, location))}`,
    page.incomplete === undefined ? undefined : `Not whole: ${plain(page.incomplete)}`,
    section('Environment', table(['', ''], environment(page))),
    section('Settings', settingsTable(page.settings)),
    section('Results', results(page, url, location)),
    section('To reproduce', commands(page.results)),
    section(
      'Where it broke',
      paragraphs(plain(page.strata.caption), folded('The stack', stackFigure(page.strata))),
    ),
    section('What the logs tell', linesWithin(page.account.map(plain))),
    section('What has been learnt since', learntSince(page, location)),
  );
  const after = `${recorded(page)} ${linkTo('The record as JSON', urlOf(page.record, location))}`;
  const room = MAX_REPORT - before.length - after.length;
  return paragraphs(before, section('Logs', logs(page, room)), after);
}

/** What is known, one row each; what nobody recorded, in one row. */
function environment({ machine, stack }: RunPage): string[][] {
  const facts = machine.map(({ name, value: known }) => ({ name, known: known && value(known) }));
  const components = stack.map(({ component, installed, loaded, copies }) => ({
    name: component,
    known: [
      installed && value(installed),
      loaded && `loaded: ${value(loaded)}`,
      ...copies.map((copy) => `a copy: ${value(copy)}`),
    ]
      .filter((part) => part !== undefined)
      .join(', '),
  }));
  const all = [...facts, ...components];
  const known = all.filter((row) => (row.known ?? '') !== '');
  const unknown = all.filter((row) => !known.includes(row)).map(({ name }) => plain(name));
  return [
    ...limited(
      known.map(({ name, known: text }) => [plain(name), text ?? '']),
      'component',
    ),
    ...(unknown.length === 0 ? [] : [['*Not recorded*', unknown.join(', ')]]),
  ];
}

function settingsTable(settings: readonly SettingRow[]): string {
  const rows = settings.map((row) => [value(row.name), ...readingCells(row, cut)]);
  return table(['Setting', ...READINGS], limited(rows, 'setting'));
}

/** What did not pass comes first. */
function byInterest(list: readonly ResultView[]): ResultView[] {
  return list.toSorted((a, b) => Number(isTrouble(b.outcome)) - Number(isTrouble(a.outcome)));
}

function results(
  { results: all, missing, resultsLeftOut }: RunPage,
  url: string,
  location: Location,
): string {
  const bad = all.filter(({ outcome }) => isTrouble(outcome));
  const good = all.filter(({ outcome }) => !isTrouble(outcome));
  const rows = [
    ...bad.slice(0, MAX_RESULTS).map((result) => resultRow(result, url, location)),
    ...missing.slice(0, MAX_RESULTS).map((id) => ['**no result**', code(id), '']),
    ...good.slice(0, MAX_RESULTS).map((result) => resultRow(result, url, location)),
  ];
  const shown = within(rows.slice(0, MAX_RESULTS));
  const more = all.length + missing.length - shown.length;
  return paragraphs(
    table(['Outcome', 'Probe', 'What it said'], shown),
    more > 0 ? `${more} more: ${linkTo('the whole run', url)}` : undefined,
    resultsLeftOut > 0 ? `${resultsLeftOut} further results were counted but not kept.` : undefined,
  );
}

function resultRow(result: ResultView, url: string, location: Location): string[] {
  const { anchor, outcome, checked, question, signature, said, rawStatus } = result;
  const { expected, attempts, aftermath, blockedBy } = result;
  const words = [signature?.text, said].filter((text) => text !== undefined);
  const about = [
    checked,
    expected === undefined ? undefined : `expected ${cut(expected).replace(/\.$/, '')}`,
    attempts === undefined ? undefined : `attempts: ${cut(attempts)}`,
  ].filter((part) => part !== undefined);
  const spoken = (words.length === 0 && rawStatus !== undefined ? [rawStatus] : words).map(value);
  const by =
    blockedBy === undefined
      ? []
      : [`Blocked by ${linkTo(label(cut(blockedBy.label)), urlOf(blockedBy.target, location))}`];
  const left = aftermath === undefined ? [] : [`Left behind: ${plain(cut(aftermath))}`];
  return [
    `**${outcome}**${about.length === 0 ? '' : ` (${plain(about.join('; '))})`}`,
    linkTo(label(cut(question)), `${url}#${anchor}`),
    [...spoken, ...by, ...left].join(' '),
  ];
}

function commands(all: readonly ResultView[]): string {
  const shown = new Map<string, string>();
  for (const { command, question } of byInterest(all)) {
    if (command === undefined || shown.has(command.text) || shown.size >= MAX_COMMANDS) continue;
    if (command.text.length > MAX_COMMAND) continue;
    const where = command.cwd === undefined ? '' : ` In ${code(command.cwd)}:`;
    const note = command.complete
      ? ''
      : ' As printed in the source; not known to run as it stands:';
    shown.set(
      command.text,
      paragraphs(`${label(cut(question))}${where}${note}`, block(command.text, 'sh')),
    );
  }
  return paragraphs(...shown.values());
}

/** What is held today of places in the run; it is no part of the record. */
function learntSince({ learnt }: RunPage, location: Location): string {
  const lines = learnt.map(({ about, on, scope, statement }) => {
    const where = about === undefined ? '' : `${link(about, location)}: `;
    const noted = on === undefined ? '' : ` Noted ${plain(on)}.`;
    const known = scope === undefined ? '' : ` Known of ${plain(scope)}.`;
    return `${where}${statementLine(statement, location)}${known}${noted}`;
  });
  return lines.length === 0
    ? ''
    : paragraphs('Not part of the record: joined in from what is held today.', linesWithin(lines));
}

/** A list of as many lines as there is room for, and how many are left out. */
function linesWithin(lines: readonly string[]): string {
  const shown = within(lines.map((line) => [line])).flat();
  const more = lines.length - shown.length;
  return paragraphs(list(shown), more > 0 ? `${more} more on the page of the run.` : undefined);
}

function logs({ results: all, evidence }: RunPage, space: number): string {
  const pieces = [
    ...byInterest(all).flatMap((result) =>
      result.evidence.map((piece) => ({ piece, of: result.question })),
    ),
    ...evidence.map((piece) => ({ piece, of: undefined })),
  ].filter(({ piece }) => piece.excerpt !== undefined);
  let room = space;
  const shown: string[] = [];
  let leftOut = 0;
  for (const { piece, of } of pieces) {
    const text = logBlock(piece, of);
    if (text.length > room) {
      leftOut += 1;
      continue;
    }
    room -= text.length;
    shown.push(text);
  }
  const rest = leftOut === 1 ? '1 more stands on its page.' : `${leftOut} more stand on its page.`;
  return paragraphs(...shown, leftOut === 0 ? undefined : rest);
}

function logBlock({ id, kind, strength, excerpt = '', truncated }: EvidenceExcerpt, of?: string) {
  const long = excerpt.length > MAX_LOG;
  // The end of a log is where it died.
  const kept = long ? excerpt.slice(-MAX_LOG).replace(/^.*\n/, '') : excerpt;
  const what = kind.replaceAll('-', ' ');
  const known = of === undefined ? id : `of: ${of.replaceAll('`', '')}`;
  const summary = [
    what,
    ...(id === kind && of === undefined ? [] : [known]),
    `(${strength}${truncated || long ? ', shortened' : ''})`,
  ].join(' ');
  return folded(summary, block(kept));
}

function recorded({ provenance: { recordedFrom, recordedFromMeans, sources } }: RunPage): string {
  const from = sources.flatMap(({ title, url }) =>
    url === undefined ? [] : [linkTo(plain(title.replaceAll('`', '')), url)],
  );
  const what = `Recorded as ${recordedFrom}: ${plain(recordedFromMeans)}`;
  return from.length === 0 ? what : `${what} Source: ${from.slice(0, 5).join(', ')}.`;
}

function value(text: string): string {
  return code(cut(text));
}

function cut(text: string): string {
  const shown = visible(text);
  return shown.length > MAX_CELL
    ? `${shown.slice(0, MAX_CELL).replace(/[\uD800-\uDBFF]$/, '')}…`
    : shown;
}

/** As many rows as there is room for. */
function within(rows: string[][]): string[][] {
  let room = MAX_TABLE;
  return rows.filter((row) => (room -= row.join(' | ').length) > 0);
}

/** The same, and how many are left out. */
function limited(rows: string[][], what: string): string[][] {
  const shown = within(rows);
  if (shown.length === rows.length) return rows;
  const width = rows[0]?.length ?? 1;
  const rest = `${rows.length - shown.length} more: see each ${what} on the page of the run`;
  return [...shown, [rest, ...Array<string>(width - 1).fill('')]];
}
