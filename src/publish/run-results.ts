import type { Library } from '../model/library.ts';
import { tallyOf, type Verdict } from '../model/tally.ts';
import type { Result, Run } from '../schema/run.ts';
import { isTrouble } from './outcomes.ts';
import { resultView, type ResultView } from './result-view.ts';
import type { Link, Target } from './urls.ts';

/**
 * So many results are shown in full on one page. A run with more lists what did not pass first and the
 * rest on further pages; its own page keeps a line with the anchor of each, so that every address of a
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
  /** Which of them, in words: "201 to 400 of 5000". */
  readonly range: string;
  readonly entries: readonly ResultEntry[];
  readonly earlier?: Target;
  readonly later?: Target;
  /** On the page of the run: what the further pages hold. */
  readonly further: readonly FurtherPage[];
}

type Entry = Result | string;

/** A page of the results of a run; the first stands on the page of the run itself. */
export function runResults(run: Run, library: Library, number = 1): RunResults {
  const all = inOrder(run);
  const pages = pagesOf(all.length);
  const target = (page: number): Target => ({ resultsOf: run.id, number: page });
  return {
    number,
    pages,
    total: all.length,
    range: rangeOf(number, all.length),
    entries: sliceOf(all, number).map((entry) =>
      typeof entry === 'string' ? { missing: entry } : { result: resultView(entry, run, library) },
    ),
    ...(number === 1 ? {} : { earlier: target(number - 1) }),
    ...(number === pages ? {} : { later: target(number + 1) }),
    further: number === 1 ? furtherPages(run.id, all, pages) : [],
  };
}

/** The numbers of the pages that a run has beside its own. */
export function furtherNumbers(run: Run): number[] {
  const pages = pagesOf(run.results.length + tallyOf(run).missing.length);
  return Array.from({ length: pages - 1 }, (_, index) => index + 2);
}

/** As they were recorded while they fit on one page; else what did not pass first. */
function inOrder(run: Run): Entry[] {
  const { missing } = tallyOf(run);
  const recorded: Entry[] = [...run.results, ...missing];
  if (recorded.length <= RESULTS_ON_A_PAGE) return recorded;
  const good = (entry: Entry) => Number(!isTrouble(outcomeOf(entry)));
  return recorded.toSorted((a, b) => good(a) - good(b));
}

const outcomeOf = (entry: Entry): Verdict =>
  typeof entry === 'string' ? 'no-result' : entry.outcome;

const pagesOf = (total: number) => Math.max(1, Math.ceil(total / RESULTS_ON_A_PAGE));

function sliceOf(all: readonly Entry[], number: number): readonly Entry[] {
  return all.slice((number - 1) * RESULTS_ON_A_PAGE, number * RESULTS_ON_A_PAGE);
}

function rangeOf(number: number, total: number): string {
  const last = Math.min(number * RESULTS_ON_A_PAGE, total);
  return `${(number - 1) * RESULTS_ON_A_PAGE + 1} to ${last} of ${total}`;
}

function furtherPages(run: string, all: readonly Entry[], pages: number): FurtherPage[] {
  return Array.from({ length: pages - 1 }, (_, index) => index + 2).map((number) => {
    const byOutcome = Map.groupBy(sliceOf(all, number), outcomeOf);
    return {
      link: {
        label: `Results ${rangeOf(number, all.length)}`,
        target: { resultsOf: run, number },
      },
      groups: [...byOutcome].map(([outcome, entries]) => ({
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
