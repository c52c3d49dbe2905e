import type { Path } from '../model/document.ts';
import type { Library } from '../model/library.ts';
import { type Problem, problem } from '../model/problem.ts';
import { type SignatureMatcher, signatureMatcher } from '../model/signature-match.ts';
import { accompanied, type OriginalEvidence } from './accompanied.ts';
import { accompaniment, type AccompanyingFile } from './accompaniment.ts';
import type { Original, RunContext } from './context-of.ts';
import type { Fact } from './machine/fact.ts';
import type { Conflict } from './machine/machine-of.ts';
import { type Reading, readNative } from './native.ts';
import { recordOf } from './record.ts';
import type { ReportedRun } from './reported.ts';
import type { RunInput } from '../schema/run.ts';

/** Deviations that are no fault of the file: what a record has no place for, what was left in or out. */
const OMISSIONS = [
  'environment-left-out',
  'excerpts-left-out',
  'original-left-out',
  'kept-on-request',
  'override-fingerprint',
  'gfx-from-pci-id',
];

/** What came along with a report. */
export interface Along {
  /** How the context is called in problems. */
  readonly contextFile?: string | undefined;
  readonly files?: readonly AccompanyingFile[];
  readonly original?: OriginalEvidence | undefined;
  readonly redactions?: NonNullable<RunInput['provenance']['redactions']>;
  readonly deviations?: NonNullable<RunInput['provenance']['deviations']>;
}

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
    readonly along?: Along;
    readonly matcher?: SignatureMatcher;
  },
): Reading {
  const { context, library, strict, along = {} } = given;
  const matcher = given.matcher ?? signatureMatcher(library.signature.values());
  const others = environmentFacts(reported, file);
  const came = accompaniment(along.files ?? [], context, others, library, matcher);
  const recorded = recordOf(reported, came.context, given.original);
  const placeOf = () => ({ file });
  const conflicts = came.conflicts.map((one) => contradiction(one, along.contextFile ?? file));
  if (recorded === undefined) {
    const problems = [...conflicts, problem('no-date', {}, { file })];
    return { repairs: [], problems, wanted: [], placeOf };
  }
  const { original, redactions = [], deviations = [] } = along;
  const kept = { accompaniment: came, original, redactions, deviations };
  const run = accompanied(recorded, kept, library, matcher);
  const reading = readNative(JSON.stringify(run), file, given);
  const unwanted = (strict ? (run.provenance.deviations ?? []) : [])
    .filter(({ code }) => !OMISSIONS.includes(code))
    .map(({ code, at, note }) =>
      problem('deviation', { note: `${code}, ${note}` }, { file, pointer: at }),
    );
  return {
    ...reading,
    // What it names is at hand, and kept beside it.
    wanted: [],
    // Lines of the record are no lines of the file.
    problems: [
      ...conflicts,
      ...reading.problems.map((one) => ({ ...one, line: undefined })),
      ...unwanted,
    ],
    placeOf: (path: Path) => ({ file, pointer: reading.placeOf(path).pointer }),
  };
}

function contradiction({ at, said, found, from }: Conflict, file: string): Problem {
  const args = { said, found, what: from.what, file: from.file, line: from.line };
  return problem('context-contradicted', args, { file, pointer: at });
}

/** What a report itself says of the machine. */
function environmentFacts({ environment }: ReportedRun, file: string): Fact[] {
  const { osPlatform = '', osRelease } = environment;
  if (osRelease === undefined || !/^linux/i.test(osPlatform)) return [];
  const from = { file, line: 1, what: 'environment of the report' };
  return [{ about: 'machine', key: 'kernel', value: osRelease.trim(), from }];
}
