import type { Library } from '../model/library.ts';
import { newestFirst, type RunRow, runRow } from './run-row.ts';

/** All runs, the newest first. */
export function runsPage(library: Library): RunRow[] {
  return newestFirst(library.run.values()).map((run) => runRow(run, library));
}
