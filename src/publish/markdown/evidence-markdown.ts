import type { Appearances } from '../appearances.ts';
import type { EvidenceView, StatementView } from '../evidence-view.ts';
import type { FindingRow } from '../finding-row.ts';
import { type Link, type Location, urlOf } from '../urls.ts';
import { libraryText } from './library-text.ts';
import { code, label, link, linkTo, list, paragraphs, plain, table } from './text.ts';

/** One piece of evidence in a line: its outcome, where it stands, what it shows. */
export function evidenceLine(evidence: EvidenceView, location: Location, weights = false): string {
  const { outcome, link: target, where, pin, says, weight, weightWhy } = evidence;
  const named = [
    outcome === undefined ? undefined : `**${outcome}**`,
    target === undefined ? '*Inference*' : link(target, location),
    where === undefined ? undefined : `(${plain(where)})`,
    pin === undefined ? undefined : pinned(pin),
    weights ? `– weighs ${weight}, ${plain(weightWhy)}` : undefined,
  ].filter((part) => part !== undefined);
  return says === undefined
    ? named.join(' ')
    : `${named.join(' ')}: ${libraryText(says, location)}`;
}

/** Pieces of evidence, one a line. */
export function evidenceList(
  evidence: readonly EvidenceView[],
  location: Location,
  weights = false,
): string {
  return list(evidence.map((piece) => evidenceLine(piece, location, weights)));
}

function pinned({ text, url }: NonNullable<EvidenceView['pin']>): string {
  return url === undefined ? code(text) : linkTo(code(text), url);
}

/** Statements, each with its basis and what it rests on. */
export function statementList(statements: readonly StatementView[], location: Location): string {
  return list(statements.map((statement) => statementLine(statement, location)));
}

/** A statement in a line: its text, its basis and what it rests on. */
export function statementLine(
  { text, note, basis, evidence }: StatementView,
  location: Location,
): string {
  const words = [text, ...(note === undefined ? [] : [note])];
  return `${words.map((part) => libraryText(part, location)).join(' ')} ${behind(basis, evidence, location)}`;
}

/** In brackets: links to what something rests on. */
export function cites(evidence: readonly EvidenceView[], location: Location): string {
  const links = citeLinks(evidence, location);
  return links.length === 0 ? '' : `(${links.join('; ')})`;
}

function citeLinks(evidence: readonly EvidenceView[], location: Location): string[] {
  const links = evidence.map(({ link: target, says }) => {
    const name = target === undefined ? 'an inference' : link(target, location);
    return says === undefined ? name : `${name}: ${libraryText(says.replace(/\.$/, ''), location)}`;
  });
  return [...new Set(links)];
}

/** In brackets: the basis of something, and links to what it rests on. */
export function behind(
  basis: StatementView['basis'],
  evidence: readonly EvidenceView[],
  location: Location,
): string {
  return `(${[`*${basis}*`, ...citeLinks(evidence, location)].join('; ')})`;
}

/** Findings, each with its status. */
export function findingList(rows: readonly FindingRow[], location: Location): string {
  return list(rows.map(({ link: target, words }) => `**${words}**: ${link(target, location)}`));
}

/** Links in a list. */
export function linkList(links: readonly Link[], location: Location): string {
  return list(links.map((target) => link(target, location)));
}

const MAX_APPEARANCES = 30;

/** Results away from their runs, the newest first. */
export function appearanceTable(all: Appearances, location: Location): string {
  const rows = all.rows
    .slice(0, MAX_APPEARANCES)
    .map(({ outcome, means, result, run, date, card, stack, tried }) => [
      `**${outcome}**${means === undefined ? '' : ` (${plain(means)})`}`,
      link(result, location),
      plain(card),
      plain(stack),
      tried.map(code).join(' '),
      linkTo(plain(date), urlOf(run.target, location)),
    ]);
  const more = all.total - rows.length;
  const runs = link({ label: 'the runs', target: all.all }, location);
  const where = all.total > all.rows.length ? `in ${runs}` : 'on its page';
  return paragraphs(
    table(['Outcome', 'Probe', 'Card', 'Stack', 'Set for it', 'Run of'], rows),
    more > 0 ? `And ${more} more ${where}.` : undefined,
  );
}

/** A name with a value for a table of two columns; absent: not recorded. */
export function named(name: string, value: string | undefined): string[] {
  return [label(name), value === undefined || value === '' ? '*not known*' : value];
}
