import type { Verdict } from '../../model/tally.ts';
import { CORRECTED } from '../correction-words.ts';
import type { Link, Location } from '../urls.ts';
import {
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

/** What a report needs of two runs side by side; more may be known. Texts are plain, absent: not recorded. */
export interface ReportedComparison {
  readonly title: string;
  readonly headline: string;
  readonly runs: readonly {
    readonly letter: string;
    readonly link: Link;
    readonly date: string;
    readonly card: string;
    readonly completeness: string;
    readonly corrected?: true;
  }[];
  /** What follows from the comparison, and what does not. */
  readonly may: readonly string[];
  readonly mayNot: readonly string[];
  readonly groups: readonly {
    readonly title: string;
    readonly rows: readonly ReportedDifference[];
    readonly same: readonly ReportedDifference[];
  }[];
  readonly changes: readonly {
    readonly word: string;
    readonly rows: readonly { readonly a?: ReportedSide; readonly b?: ReportedSide }[];
  }[];
}

interface ReportedDifference {
  readonly name: string;
  readonly aspect?: string;
  readonly a?: string;
  readonly b?: string;
}

interface ReportedSide {
  readonly outcome: Verdict;
  readonly link: Link;
}

/** GitHub takes 65,536 characters: the tables are cut until the text stays below. */
const MAX_REPORT = 60_000;
const MAX_ROWS = [40, 20, 10];
const LEAST_ROWS = 5;
const MAX_VALUE = 300;

/**
 * Two runs side by side, as they are reported in an issue.
 * @param url the page of the comparison, in full
 */
export function comparisonMarkdown(
  page: ReportedComparison,
  url: string,
  location: Location,
): string {
  for (const rows of MAX_ROWS) {
    const text = withRows(rows, page, url, location);
    if (text.length <= MAX_REPORT) return text;
  }
  return withRows(LEAST_ROWS, page, url, location);
}

function withRows(most: number, page: ReportedComparison, url: string, location: Location): string {
  const { title, headline, runs, may, mayNot, groups, changes } = page;
  const letters = runs.map(({ letter }) => plain(letter));
  const cut: Cut = (head, rows) => {
    const more = rows.length - most;
    return paragraphs(
      table(head, rows.slice(0, most)),
      more > 0 ? `${more} more: ${linkTo('the whole comparison', url)}` : undefined,
    );
  };
  return `${paragraphs(
    `## ${linkTo(label(title), url)}`,
    label(headline),
    list(
      runs.map(
        (run) =>
          `**${plain(run.letter)}**: ${link(run.link, location)} (${plain(run.date)}, ${plain(run.card)}; ${plain(run.completeness)})${run.corrected ? `, **${CORRECTED}**` : ''}`,
      ),
    ),
    section(
      'What became of each result',
      cut(['', ...letters, 'Probe'], changeRows(changes, location)),
    ),
    section('What differs', paragraphs(...groups.map((group) => differences(group, letters, cut)))),
    section('What follows', list(may.map(label))),
    section('What does not follow', list(mayNot.map(label))),
  )}\n`;
}

/** A table of so many rows, and where the others stand. */
type Cut = (head: readonly string[], rows: readonly (readonly string[])[]) => string;

function changeRows(changes: ReportedComparison['changes'], location: Location): string[][] {
  const side = (one: ReportedSide | undefined) =>
    one === undefined
      ? '*not asked*'
      : `**${one.outcome === 'no-result' ? 'no result' : one.outcome}**`;
  return changes.flatMap(({ word, rows: pairs }) =>
    pairs.map(({ a, b }) => {
      const target = b?.link ?? a?.link;
      return [plain(word), side(a), side(b), target === undefined ? '' : link(target, location)];
    }),
  );
}

function differences(
  { title, rows, same }: ReportedComparison['groups'][number],
  letters: readonly string[],
  cut: Cut,
): string {
  const shown = (value: string | undefined) =>
    value === undefined ? '*not recorded*' : code(clipped(value));
  const cells = (all: readonly ReportedDifference[]) =>
    all.map(({ name, aspect, a, b }) => [
      label(aspect === undefined ? name : `${name}, ${aspect}`),
      shown(a),
      shown(b),
    ]);
  const head = [plain(title), ...letters];
  return paragraphs(cut(head, cells(rows)), folded(`${title}: the same`, cut(head, cells(same))));
}

function clipped(value: string): string {
  return value.length > MAX_VALUE
    ? `${value.slice(0, MAX_VALUE).replace(/[\uD800-\uDBFF]$/, '')}…`
    : value;
}
