import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { disagreements, withFiles } from '../../src/ingest/evidence-file.ts';
import { canonical, type Reading, type RunContext } from '../../src/ingest/index.ts';
import type { Redaction } from '../../src/ingest/redaction/redactor.ts';
import { type Problem, problem, type ProblemPlace, sortProblems } from '../../src/model/problem.ts';
import { type Tally, tallyOf } from '../../src/model/tally.ts';
import type { Run } from '../../src/schema/run.ts';
import { findFile, type FoundFile, redactedFile } from './evidence-search.ts';
import { type Deviation, readIn, type Taken, withRedactions } from './file-reading.ts';
import { filesNamed } from './accompanying.ts';
import { type Privacy, RunPrivacy } from './privacy.ts';
import { openSource, type Source, STDIN } from './source.ts';
import { newFile, presence, type Store, write } from './store.ts';

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
  /** What was taken out, by kind. */
  readonly redactions: readonly { readonly kind: string; readonly count: number }[];
  /** The first of them one by one, where they were only to be shown. */
  readonly redacted?: readonly (Redaction & { readonly file: string })[] | undefined;
  /** The text of the record, where it was only to be shown. */
  readonly record?: string | undefined;
}

export interface IntakeOptions {
  readonly dryRun: boolean;
  readonly strict: boolean;
  readonly context?: RunContext;
  /** How the context is called in problems. */
  readonly contextFile?: string | undefined;
  /** Files and folders that came with the report. */
  readonly accompanying?: readonly string[];
  readonly privacy?: Privacy;
}

/** Takes one file into the store, with the files it names; or says everything that is wrong. */
export async function takeIn(file: string, store: Store, options: IntakeOptions): Promise<Intake> {
  let source: Source | undefined;
  try {
    if (file !== STDIN && statSync(file).isDirectory()) {
      return refused(file, problem('is-folder', {}, { file }));
    }
    source = await openSource(file);
    return await takeFrom(source, file, store, options);
  } catch (error) {
    const isSystem = error instanceof Error && 'syscall' in error;
    if (!isSystem) throw error;
    return refused(file, problem('unreadable-file', { cause: error.message }, { file }));
  } finally {
    source?.close();
  }
}

function refused(file: string, ...problems: Problem[]): Intake {
  return { file, status: 'refused', evidence: [], problems, deviations: [], redactions: [] };
}

async function takeFrom(
  source: Source,
  file: string,
  store: Store,
  options: IntakeOptions,
): Promise<Intake> {
  const { context = {}, contextFile, strict } = options;
  const privacy = new RunPrivacy(options.privacy ?? { keep: [], names: [] });
  const accompanying = filesNamed(options.accompanying ?? []);
  for (const path of [source.path, ...accompanying]) await privacy.learnFile(path);
  await privacy.learn(Buffer.from(JSON.stringify(context)));
  const reading = { strict, context, contextFile, accompanying };
  const taken = await readTwice(file, source, store, privacy, reading);
  if ('says' in taken) return refused(file, taken);
  return settle(file, taken, store, privacy, options);
}

/** A native record names files of its own; the names that those tell are taken out of it too. */
async function readTwice(
  file: string,
  source: Source,
  store: Store,
  privacy: RunPrivacy,
  options: Parameters<typeof readIn>[4],
): Promise<(Taken & { found: ReturnType<typeof findFiles> }) | Problem> {
  const taken = await readIn(file, source, store, privacy, options);
  if ('says' in taken) return taken;
  const found = findFiles(taken.reading, dirname(file), store.root);
  const before = privacy.size;
  for (const { content, isKept } of found.found.values()) {
    if (!isKept) await privacy.learn(content);
  }
  if (privacy.size === before) return { ...taken, found };
  privacy.reset();
  const again = await readIn(file, source, store, privacy, options);
  if ('says' in again) return again;
  return { ...again, found: findFiles(again.reading, dirname(file), store.root) };
}

async function settle(
  file: string,
  taken: Taken & { found: ReturnType<typeof findFiles> },
  store: Store,
  privacy: RunPrivacy,
  { dryRun }: IntakeOptions,
): Promise<Intake> {
  const { format, reading, deviations, contents } = taken;
  const { id, run, placeOf } = reading;
  const amiss = [...taken.found.problems];
  const found = new Map<number, FoundFile>();
  for (const [index, one] of taken.found.found) {
    const redacted = await redactedFile(one, privacy, placeOf(['evidence', index, 'path']));
    if ('says' in redacted) amiss.push(redacted);
    else found.set(index, redacted);
  }
  const redactions = privacy.counts;
  const base = { file, format, id, evidence: [], deviations, redactions };
  const problems = [...reading.problems, ...amiss];
  const digests = new Map([...found].map(([index, { digest }]) => [index, digest]));
  const counted = format === 'native' && run !== undefined ? withRedactions(run, redactions) : run;
  const whole = counted && withFiles(counted, digests);

  // With a file missing the record cannot be compared.
  const comparable = whole === undefined || amiss.length === 0;
  if (id !== undefined && comparable) problems.push(...takenBy(id, whole, store, placeOf(['id'])));
  if (whole === undefined || problems.length > 0) {
    return { ...base, status: 'refused', problems: sortProblems(problems) };
  }
  const there = presence(store, whole) === 'same' ? store.fileOf(whole.id) : undefined;
  const path = there ?? newFile(store, whole);
  const named = [...found.values()].map(({ to, content }) => [to, content] as const);
  const files = new Map(
    [...named, ...contents].map(([to, content]) => [join(store.root, to), content]),
  );
  const evidence = [...files.keys()].filter((one) => !existsSync(one));
  const text = canonical(whole);
  if (there === undefined) files.set(path, Buffer.from(text));
  const failure = dryRun ? undefined : await write(store.root, files);
  if (failure !== undefined) return { ...base, status: 'refused', problems: [failure] };
  store.remember(whole, path);
  const added = dryRun ? 'would-add' : 'added';
  const status = there === undefined ? added : 'unchanged';
  const { counts, worst, complete } = tallyOf(whole);
  const told = { ...base, status, path, tally: { counts, worst, complete }, evidence } as const;
  return { ...told, problems, ...(dryRun && { record: text, redacted: privacy.listed }) };
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
