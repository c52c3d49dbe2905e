import type { Library } from '../model/library.ts';
import { tallyOf, type Verdict } from '../model/tally.ts';
import type { Result, Run } from '../schema/run.ts';
import { isTrouble } from './outcomes.ts';
import { resultView, type ResultView } from './result-view.ts';
import type { Link, Target } from './urls.ts';

/**
 * So many results are shown in full on one page. The page of a run with more shows what did not pass, and
 * the rest stand on further pages; it keeps a line with the anchor of each, so that every address of a
 * result stays `/runs/<run>/#<result>` whatever this number is.
 */
const RESULTS_ON_A_PAGE = 200;

/** A result in full, or a planned one that nothing was reported of. */
export type ResultEntry = { readonly result: ResultView } | { readonly missing: string };

/** Results that stand in full on another page: a line each, by what came of them. */
export interface FurtherPage {
  readonly link: Link;
  readonly groups: readonly {
    readonly outcome: Verdict;
    readonly results: readonly { readonly anchor: string; readonly link: Link }[];
  }[];
}

/** One page of the results of a run. */
export interface RunResults {
  readonly number: number;
  readonly pages: number;
  readonly total: number;
  /** Which of them, in words: "41 to 240 of 5000". */
  readonly range: string;
  /** Where the others are; absent where there are none. */
  readonly others?: { readonly count: number; readonly here: string };
  readonly entries: readonly ResultEntry[];
  readonly earlier?: Target;
  readonly later?: Target;
  /** On the page of the run: what the further pages hold. */
  readonly further: readonly FurtherPage[];
}

type Entry = Result | string;

/** A page of the results of a run; the first stands on the page of the run itself. */
export function runResults(run: Run, library: Library, number = 1): RunResults {
  const parts = partsOf(run);
  const [own = []] = parts;
  const total = parts.flat().length;
  const target = (page: number): Target => ({ resultsOf: run.id, number: page });
  return {
    number,
    pages: parts.length,
    total,
    range: rangeOf(parts, number),
    ...(number > 1 || parts.length === 1
      ? {}
      : { others: { count: total - own.length, here: hereInWords(run, own.length) } }),
    entries: (parts[number - 1] ?? []).map((entry) =>
      typeof entry === 'string' ? { missing: entry } : { result: resultView(entry, run, library) },
    ),
    ...(number === 1 ? {} : { earlier: target(number - 1) }),
    ...(number === parts.length ? {} : { later: target(number + 1) }),
    further: number === 1 ? furtherPages(run.id, parts) : [],
  };
}

/** The numbers of the pages that a run has beside its own. */
export function furtherNumbers(run: Run): number[] {
  return partsOf(run)
    .slice(1)
    .map((_, index) => index + 2);
}

/** All on one page as they were recorded, while they fit; else what did not pass, and then the rest. */
function partsOf(run: Run): Entry[][] {
  const { missing } = tallyOf(run);
  const recorded: Entry[] = [...run.results, ...missing];
  if (recorded.length <= RESULTS_ON_A_PAGE) return [recorded];
  const trouble = recorded.filter((entry) => isTrouble(outcomeOf(entry)));
  const own = trouble.slice(0, RESULTS_ON_A_PAGE);
  const rest = [
    ...trouble.slice(RESULTS_ON_A_PAGE),
    ...recorded.filter((entry) => !isTrouble(outcomeOf(entry))),
  ];
  const pages = Math.ceil(rest.length / RESULTS_ON_A_PAGE);
  return [
    own,
    ...Array.from({ length: pages }, (_, page) =>
      rest.slice(page * RESULTS_ON_A_PAGE, (page + 1) * RESULTS_ON_A_PAGE),
    ),
  ];
}

const outcomeOf = (entry: Entry): Verdict =>
  typeof entry === 'string' ? 'no-result' : entry.outcome;

function hereInWords(run: Run, shown: number): string {
  if (shown === 0) return 'Of all results none went wrong.';
  const trouble = tallyOf(run).missing.length + run.results.filter(isTroubled).length;
  return shown === trouble
    ? 'These are the results that did not pass.'
    : `These are the first ${shown} of ${trouble} results that did not pass.`;
}

const isTroubled = ({ outcome }: Result) => isTrouble(outcome);

function rangeOf(parts: readonly Entry[][], number: number): string {
  const before = parts.slice(0, number - 1).flat().length;
  const here = parts[number - 1]?.length ?? 0;
  return `${before + 1} to ${before + here} of ${parts.flat().length}`;
}

function furtherPages(run: string, parts: readonly Entry[][]): FurtherPage[] {
  return parts.slice(1).map((part, index) => {
    const number = index + 2;
    return {
      link: { label: `Results ${rangeOf(parts, number)}`, target: { resultsOf: run, number } },
      groups: [...Map.groupBy(part, outcomeOf)].map(([outcome, entries]) => ({
        outcome,
        results: entries.map((entry) => {
          const id = typeof entry === 'string' ? entry : entry.id;
          const target: Target = { resultsOf: run, number, anchor: id };
          return { anchor: id, link: { label: id, target } };
        }),
      })),
    };
  });
}
