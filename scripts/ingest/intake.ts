import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonical } from '../../src/ingest/canonical.ts';
import { disagreements, withFiles } from '../../src/ingest/evidence-file.ts';
import { type Reading, readNative } from '../../src/ingest/native.ts';
import { deviationOf } from '../../src/ingest/repair.ts';
import { readText } from '../../src/library.ts';
import { type Problem, problem, type ProblemPlace, sortProblems } from '../../src/model/problem.ts';
import type { Run } from '../../src/schema/run.ts';
import { findFile, type FoundFile } from './evidence-search.ts';
import { newFile, presence, type Store, write } from './store.ts';

/** The largest record that is read, in bytes. */
export const MAX_RECORD_BYTES = 32 * 1024 * 1024;

/** What became of one file that was handed in. */
export interface Intake {
  readonly file: string;
  readonly status: 'added' | 'unchanged' | 'would-add' | 'refused';
  readonly id?: string | undefined;
  /** Where the run stands or would stand. */
  readonly path?: string | undefined;
  /** The evidence files that were or would be copied. */
  readonly evidence: readonly string[];
  readonly problems: readonly Problem[];
  /** The repairs that ingest made. */
  readonly deviations: readonly {
    readonly code: string;
    readonly at: string;
    readonly note: string;
  }[];
}

export interface IntakeOptions {
  readonly dryRun: boolean;
  readonly strict: boolean;
}

/** Takes one native record into the store, with the files it names; or says everything that is wrong. */
export async function takeIn(file: string, store: Store, options: IntakeOptions): Promise<Intake> {
  const text = recordText(file);
  if (typeof text !== 'string') {
    return { file, status: 'refused', evidence: [], problems: [text], deviations: [] };
  }
  const reading = readNative(text, file, { library: store.library, strict: options.strict });
  const { id, run, placeOf } = reading;
  const base = { file, id, evidence: [], deviations: reading.repairs.map(deviationOf) };
  const { found, problems: amiss } = findFiles(reading, dirname(file), store.root);
  const problems = [...reading.problems, ...amiss];
  const digests = new Map([...found].map(([index, { digest }]) => [index, digest]));
  const whole = run && withFiles(run, digests);

  // With a file missing the record cannot be compared.
  const comparable = whole === undefined || amiss.length === 0;
  if (id !== undefined && comparable) problems.push(...takenBy(id, whole, store, placeOf(['id'])));
  if (whole === undefined || problems.length > 0) {
    return { ...base, status: 'refused', problems: sortProblems(problems) };
  }
  const there = presence(store, whole) === 'same' ? store.fileOf(whole.id) : undefined;
  const path = there ?? newFile(store, whole);
  const files = filesToWrite(store.root, found.values());
  const evidence = [...files.keys()].filter((file) => !existsSync(file));
  if (there === undefined) files.set(path, Buffer.from(canonical(whole)));
  const failure = options.dryRun ? undefined : await write(files);
  if (failure !== undefined) return { ...base, status: 'refused', problems: [failure] };
  store.remember(whole, path);
  const added = options.dryRun ? 'would-add' : 'added';
  return { ...base, status: there === undefined ? added : 'unchanged', path, evidence, problems };
}

function recordText(file: string): string | Problem {
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) return problem('is-folder', {}, { file });
    if (stat.size > MAX_RECORD_BYTES) {
      return problem('too-large', { bytes: stat.size, limit: MAX_RECORD_BYTES }, { file });
    }
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return problem('unreadable-file', { cause }, { file });
  }
  return readText(file, file);
}

function findFiles({ wanted, placeOf }: Reading, record: string, content: string) {
  const found = new Map<number, FoundFile>();
  const problems: Problem[] = [];
  for (const one of wanted) {
    const file = findFile(one, { record, content }, placeOf);
    if ('code' in file) {
      problems.push(file);
      continue;
    }
    problems.push(...disagreements(one, file.digest, placeOf));
    found.set(one.index, file);
  }
  return { found, problems };
}

function filesToWrite(root: string, found: Iterable<FoundFile>): Map<string, Buffer> {
  return new Map([...found].map(({ to, content }) => [join(root, to), content]));
}

/** A run that does not fit the schema cannot be the one that is there. */
function takenBy(
  id: string,
  run: Run | undefined,
  store: Store,
  place: ProblemPlace,
): readonly Problem[] {
  const file = store.fileOf(id);
  if (file === undefined || (run !== undefined && presence(store, run) === 'same')) return [];
  return [problem('id-taken', { id, file }, place)];
}
