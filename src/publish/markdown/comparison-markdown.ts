import type { Verdict } from '../../model/tally.ts';
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

const MAX_ROWS = 40;

/**
 * Two runs side by side, as they are reported in an issue.
 * @param url the page of the comparison, in full
 */
export function comparisonMarkdown(
  page: ReportedComparison,
  url: string,
  location: Location,
): string {
  const { title, headline, runs, may, mayNot, groups, changes } = page;
  const letters = runs.map(({ letter }) => plain(letter));
  return `${paragraphs(
    `## ${linkTo(label(title), url)}`,
    label(headline),
    list(
      runs.map(
        (run) =>
          `**${plain(run.letter)}**: ${link(run.link, location)} (${plain(run.date)}, ${plain(run.card)}; ${plain(run.completeness)})`,
      ),
    ),
    section('What became of each result', changesOf(changes, letters, url, location)),
    section('What differs', paragraphs(...groups.map((group) => differences(group, letters)))),
    section('What follows', list(may.map(label))),
    section('What does not follow', list(mayNot.map(label))),
  )}\n`;
}

function changesOf(
  changes: ReportedComparison['changes'],
  letters: readonly string[],
  url: string,
  location: Location,
): string {
  const side = (one: ReportedSide | undefined) =>
    one === undefined
      ? '*not asked*'
      : `**${one.outcome === 'no-result' ? 'no result' : one.outcome}**`;
  const rows = changes.flatMap(({ word, rows: pairs }) =>
    pairs.map(({ a, b }) => {
      const target = b?.link ?? a?.link;
      return [plain(word), side(a), side(b), target === undefined ? '' : link(target, location)];
    }),
  );
  const more = rows.length - MAX_ROWS;
  return paragraphs(
    table(['', ...letters, 'Probe'], rows.slice(0, MAX_ROWS)),
    more > 0 ? `${more} more: ${linkTo('the whole comparison', url)}` : undefined,
  );
}

function differences(
  { title, rows, same }: ReportedComparison['groups'][number],
  letters: readonly string[],
): string {
  const shown = (value: string | undefined) =>
    value === undefined ? '*not recorded*' : code(value);
  const cells = (all: readonly ReportedDifference[]) =>
    all
      .slice(0, MAX_ROWS)
      .map(({ name, aspect, a, b }) => [
        label(aspect === undefined ? name : `${name}, ${aspect}`),
        shown(a),
        shown(b),
      ]);
  const head = [plain(title), ...letters];
  return paragraphs(
    table(head, cells(rows)),
    folded(`${title}: the same`, table(head, cells(same))),
  );
}
