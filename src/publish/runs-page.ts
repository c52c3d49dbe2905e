import type { Library } from '../model/library.ts';
import { lookup } from '../model/traced-library.ts';
import type { Run } from '../schema/run.ts';
import { type Facet, type FacetedRun, facetedRun, facetsOf } from './run-facets.ts';
import { newestRuns, type RunRow, runRow } from './run-row.ts';
import type { Target } from './urls.ts';

/** This many runs stand on a numbered page, and on a page of what was looked for. */
export const RUNS_ON_A_PAGE = 50;

/** At most this many runs are in one file that a browser reads to look for some. */
const RUNS_IN_A_SHARD = 500;

/**
 * One page of the list of all runs, the newest first. Numbered pages are counted from the oldest runs and
 * are full: a new run stands on the list itself and leaves them as they are.
 */
export interface RunsPage {
  /** Undefined: the list itself, with the newest runs. */
  readonly page?: number;
  readonly rows: readonly RunRow[];
  readonly newer?: Target;
  readonly older?: Target;
}

/** What a browser needs to look for runs: the facets, and in how many files the runs stand. */
export interface RunIndex {
  readonly facets: readonly Facet[];
  readonly shards: number;
  readonly total: number;
}

/** How many numbered pages there are beside the list itself, which is never shorter than one of them. */
export function numberedPages(library: Library): number {
  return Math.max(0, Math.floor(library.run.size / RUNS_ON_A_PAGE) - 1);
}

/** The list itself: the newest runs, all that stand on no numbered page. */
export function runsPage(library: Library): RunsPage {
  const numbered = numberedPages(library);
  const runs = newestRuns(library).slice(0, library.run.size - numbered * RUNS_ON_A_PAGE);
  return {
    rows: runs.map((run) => runRow(run, library)),
    ...(numbered > 0 ? { older: { runsPage: numbered } } : {}),
  };
}

/** A numbered page: 1 has the oldest runs. */
export function numberedPage(library: Library, page: number): RunsPage {
  return pageOfRuns(library, String(page));
}

const pageOfRuns = lookup('page-of-runs', (library, number): RunsPage => {
  const page = Number(number);
  return {
    page,
    rows: fromTheOldest(library, page - 1, RUNS_ON_A_PAGE).map((run) => runRow(run, library)),
    newer: page < numberedPages(library) ? { runsPage: page + 1 } : { page: 'runs' },
    ...(page > 1 ? { older: { runsPage: page - 1 } } : {}),
  };
});

/** What the list can be searched by. */
export function runIndex(library: Library): RunIndex {
  return {
    facets: facetsOf(library),
    shards: Math.ceil(library.run.size / RUNS_IN_A_SHARD),
    total: library.run.size,
  };
}

/** The runs of one file, the newest first. Files are counted from 0, and that one has the oldest runs. */
export function runShard(library: Library, shard: number): FacetedRun[] {
  return fromTheOldest(library, shard, RUNS_IN_A_SHARD).map((run) => facetedRun(run, library));
}

/** The runs of one of several parts, the newest first; the first part is full of the oldest. */
function fromTheOldest(library: Library, part: number, size: number): readonly Run[] {
  const end = library.run.size - part * size;
  return newestRuns(library).slice(Math.max(0, end - size), end);
}
