import type { Library } from '../model/library.ts';
import { runDate, runYear } from '../model/run-time.ts';
import { tallyOf } from '../model/tally.ts';
import type { Run } from '../schema/run.ts';
import { earlierRunsBeside } from './comparison-list.ts';
import { cardOf, newestRuns, replacementOf } from './run-row.ts';
import { type Location, urlOf } from './urls.ts';

/** All runs in lists of one year each, the newest first: no file holds them all. */
export function runLists(library: Library): { readonly year: string; readonly runs: Run[] }[] {
  const years = new Map<string, Run[]>();
  for (const run of newestRuns(library)) {
    const year = runYear(run);
    const list = years.get(year) ?? [];
    list.push(run);
    years.set(year, list);
  }
  return [...years].map(([year, runs]) => ({ year, runs }));
}

/** The address of the list of one year: `/runs/2025.json`. */
export function runListUrl(year: string, location: Location): string {
  return `${urlOf({ page: 'runs' }, location)}${year}.json`;
}

/** A run in one line, for programs. */
export function runSummary(run: Run, library: Library, location: Location) {
  const { counts, worst, planned, ran, complete } = tallyOf(run);
  const { id, title, replaces } = run;
  const comparisons = earlierRunsBeside(library, id).map((pair) => ({
    with: pair.a.id,
    url: urlOf({ comparison: [pair.a.id, pair.b.id] }, location),
  }));
  return {
    ...{ id, title, replaces, replacedBy: replacementOf(library, id) },
    ...{ counts, worst, planned, ran, complete },
    date: runDate(run),
    card: cardOf(run, library),
    ...(comparisons.length === 0 ? {} : { comparisons }),
    url: urlOf({ kind: 'run', id }, location),
  };
}
