import type { Library } from '../model/library.ts';
import type { Run } from '../schema/run.ts';
import { type Facet, type FacetedRun, facetedRun, facetsOf } from './run-facets.ts';
import { newestFirst, type RunRow, runRow } from './run-row.ts';
import type { Target } from './urls.ts';
import { once } from '../model/trace.ts';

/** At most this many runs stand on one page. */
export const RUNS_ON_A_PAGE = 50;

/** At most this many runs are in one file that a browser reads to look for some. */
const RUNS_IN_A_SHARD = 500;

/** One page of the list of all runs, the newest first. */
export interface RunsPage {
  readonly page: number;
  readonly pages: number;
  readonly total: number;
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

const ordered = once((library): readonly Run[] => newestFirst(library.run.values()));

/** How many pages the list has; a site without a run has one. */
export function runsPageCount(library: Library): number {
  return Math.max(1, Math.ceil(library.run.size / RUNS_ON_A_PAGE));
}

/** A page of the list, counted from 1. */
export function runsPage(library: Library, page = 1): RunsPage {
  const pages = runsPageCount(library);
  const runs = ordered(library).slice((page - 1) * RUNS_ON_A_PAGE, page * RUNS_ON_A_PAGE);
  return {
    page,
    pages,
    total: library.run.size,
    rows: runs.map((run) => runRow(run, library)),
    ...(page > 1 ? { newer: { runsPage: page - 1 } } : {}),
    ...(page < pages ? { older: { runsPage: page + 1 } } : {}),
  };
}

/** What the list can be searched by. */
export function runIndex(library: Library): RunIndex {
  return {
    facets: facetsOf(library),
    shards: Math.ceil(library.run.size / RUNS_IN_A_SHARD),
    total: library.run.size,
  };
}

/** The runs of one file, counted from 0, the newest first. */
export function runShard(library: Library, shard: number): FacetedRun[] {
  return ordered(library)
    .slice(shard * RUNS_IN_A_SHARD, (shard + 1) * RUNS_IN_A_SHARD)
    .map((run) => facetedRun(run, library));
}
