import { comparisonPairs, type RunPair } from '../model/comparison-pairs.ts';
import type { Library } from '../model/library.ts';
import { runDateInWords } from './dates.ts';
import { newestFirst } from './run-row.ts';
import type { Link, Target } from './urls.ts';
import { once } from '../model/kept.ts';
import { lookup } from '../model/traced-library.ts';

/** A pair of runs that has a page of its own. */
export interface ComparisonRow {
  readonly target: Target;
  readonly a: { readonly title: string; readonly date: string };
  readonly b: { readonly title: string; readonly date: string };
  readonly why: string;
}

/** The page that compares any two runs, and lists the pairs that need no script. */
export interface ComparisonList {
  readonly named: readonly ComparisonRow[];
  readonly newest: readonly ComparisonRow[];
  /** Pairs that are not listed: each is linked from its later run. */
  readonly others: number;
  /** Ids of the newest runs, to choose from. */
  readonly runs: readonly { readonly id: string; readonly title: string }[];
}

const LISTED = 50;
const OFFERED = 200;

export function comparisonList(library: Library): ComparisonList {
  const pairs = comparisonPairs(library);
  const named = pairs.filter(({ why }) => why.includes('named'));
  const before = pairs.filter(({ why }) => !why.includes('named'));
  return {
    named: named.slice(0, LISTED).map(comparisonRow),
    newest: before.slice(0, LISTED).map(comparisonRow),
    others: Math.max(0, named.length - LISTED) + Math.max(0, before.length - LISTED),
    runs: newestFirst(library.run.values())
      .slice(0, OFFERED)
      .map(({ id, title }) => ({ id, title })),
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
      label: pair.a.id === run ? 'Compared with a later run' : 'Compared with an earlier run',
      target: targetOf(pair),
    },
    other: {
      label: other(pair).title,
      target: { kind: 'run', id: other(pair).id },
    },
  }));
});

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

function comparisonRow(pair: RunPair): ComparisonRow {
  const side = (run: RunPair['a']) => ({ title: run.title, date: runDateInWords(run) });
  return {
    target: targetOf(pair),
    a: side(pair.a),
    b: side(pair.b),
    why: pair.why.includes('named')
      ? 'named beside one another'
      : 'the run before it on the same card with a probe in common',
  };
}

function targetOf({ a, b }: RunPair): Target {
  return { comparison: [a.id, b.id] };
}
