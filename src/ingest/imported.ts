import type { Path } from '../model/document.ts';
import type { Library } from '../model/library.ts';
import { problem } from '../model/problem.ts';
import type { Original, RunContext } from './context-of.ts';
import { type Reading, readNative } from './native.ts';
import { recordOf } from './record.ts';
import type { ReportedRun } from './reported.ts';

/** Deviations that are no fault of the file: what a record has no place for. */
const OMISSIONS = ['environment-left-out'];

/**
 * The record of a reported run, checked as if it had been handed in; or everything that keeps it from
 * being one.
 * @param file how the file is called in problems
 * @param strict a deviation is a problem
 */
export function importedRun(
  reported: ReportedRun,
  file: string,
  given: {
    readonly context: RunContext;
    readonly original: Original;
    readonly library: Library;
    readonly strict: boolean;
  },
): Reading {
  const recorded = recordOf(reported, given.context, given.original);
  const placeOf = () => ({ file });
  if (recorded === undefined) {
    const problems = [problem('no-date', {}, { file })];
    return { repairs: [], problems, wanted: [], placeOf };
  }
  const reading = readNative(JSON.stringify(recorded.run), file, given);
  const deviations = given.strict ? (recorded.run.provenance.deviations ?? []) : [];
  const unwanted = deviations
    .filter(({ code }) => !OMISSIONS.includes(code))
    .map(({ code, at, note }) =>
      problem('deviation', { note: `${code}, ${note}` }, { file, pointer: at }),
    );
  return {
    ...reading,
    // Lines of the record are no lines of the file.
    problems: [...reading.problems.map((one) => ({ ...one, line: undefined })), ...unwanted],
    placeOf: (path: Path) => ({ file, pointer: reading.placeOf(path).pointer }),
  };
}
