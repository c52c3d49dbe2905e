import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { disagreements, withFiles } from '../../src/ingest/evidence-file.ts';
import {
  canonical,
  FORMAT_NAMES,
  importedRun,
  readFile,
  type Reading,
  readNative,
  type RunContext,
} from '../../src/ingest/index.ts';
import { deviationOf } from '../../src/ingest/repair.ts';
import { decodeText } from '../../src/library.ts';
import { type Problem, problem, type ProblemPlace, sortProblems } from '../../src/model/problem.ts';
import { type Tally, tallyOf } from '../../src/model/tally.ts';
import type { Run } from '../../src/schema/run.ts';
import { findFile, type FoundFile } from './evidence-search.ts';
import { newFile, presence, type Store, write } from './store.ts';

/** The largest native record that is read, in bytes. */
export const MAX_RECORD_BYTES = 32 * 1024 * 1024;

/** The name of a file that stands for standard input. */
export const STDIN = '-';

interface Deviation {
  readonly code: string;
  readonly at: string;
  readonly note: string;
}

/** What became of one file that was handed in. */
export interface Intake {
  readonly file: string;
  readonly status: 'added' | 'unchanged' | 'would-add' | 'refused';
  readonly format?: string | undefined;
  readonly id?: string | undefined;
  /** Where the run stands or would stand. */
  readonly path?: string | undefined;
  readonly tally?: Pick<Tally, 'counts' | 'worst' | 'complete'> | undefined;
  /** The evidence files that were or would be copied. */
  readonly evidence: readonly string[];
  readonly problems: readonly Problem[];
  /** The repairs that ingest made. */
  readonly deviations: readonly Deviation[];
  /** The text of the record, where it was only to be shown. */
  readonly record?: string | undefined;
}

export interface IntakeOptions {
  readonly dryRun: boolean;
  readonly strict: boolean;
  readonly context?: RunContext;
}

/** A file that was read, with what ingest itself had to repair in it. */
interface Taken {
  readonly format: string;
  readonly reading: Reading;
  readonly deviations: readonly Deviation[];
}

/** Takes one file into the store, with the files it names; or says everything that is wrong. */
export async function takeIn(file: string, store: Store, options: IntakeOptions): Promise<Intake> {
  const taken = await readIn(file, store, options);
  if ('says' in taken) {
    return { file, status: 'refused', evidence: [], problems: [taken], deviations: [] };
  }
  const { format, reading, deviations } = taken;
  const { id, run, placeOf } = reading;
  const base = { file, format, id, evidence: [], deviations };
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
  const evidence = [...files.keys()].filter((one) => !existsSync(one));
  const text = canonical(whole);
  if (there === undefined) files.set(path, Buffer.from(text));
  const failure = options.dryRun ? undefined : await write(store.root, files);
  if (failure !== undefined) return { ...base, status: 'refused', problems: [failure] };
  store.remember(whole, path);
  const added = options.dryRun ? 'would-add' : 'added';
  const status = there === undefined ? added : 'unchanged';
  const { counts, worst, complete } = tallyOf(whole);
  const told = { ...base, status, path, tally: { counts, worst, complete }, evidence } as const;
  return { ...told, problems, ...(options.dryRun && { record: text }) };
}

async function readIn(
  file: string,
  { library }: Store,
  { strict, context = {} }: IntakeOptions,
): Promise<Taken | Problem> {
  try {
    if (file !== STDIN && statSync(file).isDirectory()) return problem('is-folder', {}, { file });
    const hash = createHash('sha256');
    const source = counted(file === STDIN ? process.stdin : createReadStream(file), hash);
    const read = await readFile(source.bytes, file);
    if (read.kind === 'refused') return read.problem;
    if (read.kind === 'native') {
      const text = await nativeText(read.bytes, file);
      if (typeof text !== 'string') return text;
      const reading = readNative(text, file, { library, strict });
      return { format: 'native', reading, deviations: reading.repairs.map(deviationOf) };
    }
    const original = { sha256: hash.digest('hex'), bytes: source.size() };
    const reading = importedRun(read.reported, file, { context, original, library, strict });
    const deviations = reading.run?.provenance.deviations ?? read.reported.deviations;
    return { format: FORMAT_NAMES[read.reported.format], reading, deviations };
  } catch (error) {
    const isSystem = error instanceof Error && 'syscall' in error;
    if (!isSystem) throw error;
    return problem('unreadable-file', { cause: error.message }, { file });
  }
}

function counted(source: AsyncIterable<Buffer>, hash: ReturnType<typeof createHash>) {
  let size = 0;
  async function* bytes() {
    for await (const chunk of source) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  }
  return { bytes: bytes(), size: () => size };
}

async function nativeText(
  bytes: AsyncIterable<Uint8Array>,
  file: string,
): Promise<string | Problem> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size <= MAX_RECORD_BYTES) chunks.push(chunk);
  }
  if (size > MAX_RECORD_BYTES) {
    return problem('too-large', { bytes: size, limit: MAX_RECORD_BYTES }, { file });
  }
  return decodeText(Buffer.concat(chunks), file);
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
