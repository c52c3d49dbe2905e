import { startedBefore } from '../model/run-time.ts';
import { comparisonPairs, type RunPair } from '../model/comparison-pairs.ts';
import { corrections } from '../model/correction.ts';
import type { Library } from '../model/library.ts';
import { CORRECTED } from './correction-words.ts';
import { runDateInWords } from './dates.ts';
import { newestFirst, runLink } from './run-row.ts';
import type { Link, Target } from './urls.ts';
import { once } from '../model/kept.ts';
import { lookup } from '../model/traced-library.ts';

/** A pair of runs that has a page of its own. */
export interface ComparisonRow {
  readonly target: Target;
  readonly a: ListedRun;
  readonly b: ListedRun;
  readonly why: string;
}

interface ListedRun {
  readonly title: string;
  readonly date: string;
  /** Another run corrects it. */
  readonly corrected?: true;
}

/** The page that compares any two runs, and lists the pairs that need no script. */
export interface ComparisonList {
  readonly named: readonly ComparisonRow[];
  readonly newest: readonly ComparisonRow[];
  /** Pairs that are not listed: each is linked from its later run. */
  readonly others: number;
  /** Ids of the newest runs, to choose from. */
  readonly runs: readonly { readonly id: string; readonly title: string }[];
  /** Ids of the runs that another corrects. */
  readonly corrected: readonly string[];
}

const LISTED = 50;
const OFFERED = 200;

export function comparisonList(library: Library): ComparisonList {
  const pairs = comparisonPairs(library);
  const named = pairs.filter(({ why }) => why.includes('named'));
  const before = pairs.filter(({ why }) => !why.includes('named'));
  return {
    named: named.slice(0, LISTED).map((pair) => comparisonRow(pair, library)),
    newest: before.slice(0, LISTED).map((pair) => comparisonRow(pair, library)),
    others: Math.max(0, named.length - LISTED) + Math.max(0, before.length - LISTED),
    runs: newestFirst(library.run.values())
      .slice(0, OFFERED)
      .map(({ id, title }) => ({
        id,
        title: corrections(library).has(id) ? `${title} (${CORRECTED})` : title,
      })),
    corrected: [...corrections(library).keys()].toSorted(),
  };
}

/** A page that compares a run, and the other run. */
export interface ComparisonLink {
  readonly link: Link;
  readonly other: Link;
}

/** Links from a run to the pages that compare it. */
export const comparisonsOf = lookup('comparisons', (library, run): ComparisonLink[] => {
  const other = (pair: RunPair) => (pair.a.id === run ? pair.b : pair.a);
  return (pairsByRun(library).get(run) ?? []).map((pair) => ({
    link: {
      label: `Compared with ${beside(run, pair)}`,
      target: targetOf(pair),
    },
    other: runLink(library, other(pair).id),
  }));
});

function beside(run: string, { a, b }: RunPair): string {
  if (!startedBefore(a, b)) return 'another run';
  return a.id === run ? 'a later run' : 'an earlier run';
}

/** Pairs of this run, as the later one, with another. */
export const earlierRunsBeside = lookup('earlier-runs', (library, run) =>
  (pairsByRun(library).get(run) ?? []).filter(({ b }) => b.id === run),
);

const pairsByRun = once((library) => {
  const found = new Map<string, RunPair[]>();
  for (const pair of comparisonPairs(library)) {
    for (const { id } of [pair.a, pair.b]) found.set(id, [...(found.get(id) ?? []), pair]);
  }
  return found;
});

function comparisonRow(pair: RunPair, library: Library): ComparisonRow {
  const side = (run: RunPair['a']): ListedRun => ({
    title: run.title,
    date: runDateInWords(run),
    ...(corrections(library).has(run.id) ? { corrected: true } : {}),
  });
  return {
    target: targetOf(pair),
    a: side(pair.a),
    b: side(pair.b),
    why: pair.why.includes('named')
      ? 'named beside one another'
      : `${startedBefore(pair.a, pair.b) ? 'the run before it' : 'a run beside it'} on the same card with a probe in common`,
  };
}

function targetOf({ a, b }: RunPair): Target {
  return { comparison: [a.id, b.id] };
}
