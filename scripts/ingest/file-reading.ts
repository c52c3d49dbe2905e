import { basename } from 'node:path';
import { keptTextPath } from '../../src/ingest/evidence-file.ts';
import type { Along } from '../../src/ingest/imported.ts';
import {
  FORMAT_NAMES,
  importedRun,
  readFile,
  type Reading,
  readNative,
  type RunContext,
} from '../../src/ingest/index.ts';
import { deviationOf } from '../../src/ingest/repair.ts';
import type { ReportedRun } from '../../src/ingest/reported.ts';
import { decodeText } from '../../src/library.ts';
import { type Problem, problem } from '../../src/model/problem.ts';
import type { Run } from '../../src/schema/run.ts';
import { readAccompanying } from './accompanying.ts';
import { MAX_EVIDENCE_BYTES } from './evidence-search.ts';
import { KeptBytes } from './kept-bytes.ts';
import type { RunPrivacy } from './privacy.ts';
import { bytesIn, type Source, STDIN } from './source.ts';
import type { Store } from './store.ts';

/** The largest native record that is read, in bytes. */
export const MAX_RECORD_BYTES = 32 * 1024 * 1024;

export interface Deviation {
  readonly code: string;
  readonly at: string;
  readonly note: string;
}

/** A file that was read, with what ingest itself had to repair in it. */
export interface Taken {
  readonly format: string;
  readonly reading: Reading;
  readonly deviations: readonly Deviation[];
  /** Files to be written beside the record: below `content/`, by path. */
  readonly contents: ReadonlyMap<string, Buffer>;
}

export interface ReadingOptions {
  readonly strict: boolean;
  readonly context: RunContext;
  /** How the context is called in problems. */
  readonly contextFile?: string | undefined;
  /** Files that came with the report. */
  readonly accompanying: readonly string[];
}

/** Reads one file, redacted, with what came with it. */
export async function readIn(
  file: string,
  source: Source,
  store: Store,
  privacy: RunPrivacy,
  options: ReadingOptions,
): Promise<Taken | Problem> {
  const kept = new KeptBytes();
  const bytes = kept.through(privacy.redact(bytesIn(source.path), file));
  const read = await readFile(bytes, file);
  if (read.kind === 'refused') {
    // Offsets are told of the file as it was handed in.
    const again = await readFile(bytesIn(source.path), file);
    return again.kind === 'refused' ? again.problem : read.problem;
  }
  if (read.kind === 'native') {
    const text = await nativeText(read.bytes, file);
    if (typeof text !== 'string') return text;
    const given = { library: store.library, strict: options.strict };
    const reading = readNative(text, file, given);
    // Files are found by what they are called, whatever of it may be told.
    const asGiven = await nativeText(bytesIn(source.path), file);
    const { wanted } = typeof asGiven === 'string' ? readNative(asGiven, file, given) : reading;
    const deviations = reading.repairs.map(deviationOf);
    return { format: 'native', reading: { ...reading, wanted }, deviations, contents: new Map() };
  }
  return importedIn(file, read.reported, kept, store, privacy, options);
}

async function importedIn(
  file: string,
  reported: ReportedRun,
  kept: KeptBytes,
  { library }: Store,
  privacy: RunPrivacy,
  { strict, context, contextFile, accompanying }: ReadingOptions,
): Promise<Taken> {
  const came = await readAccompanying(accompanying, privacy);
  const said = JSON.parse(
    privacy.redactText(JSON.stringify(context), contextFile ?? 'context'),
  ) as RunContext;
  const { sha256, bytes, content } = kept.done();
  const name = privacy.redactText(file === STDIN ? 'standard input' : basename(file), file);
  const path = keptTextPath(name, sha256);
  const along: Along = {
    contextFile,
    files: came.files,
    original: content && { name, path, sha256, bytes },
    redactions: privacy.counts,
    deviations: [
      ...privacy.kept.map((kind) => ({
        code: 'kept-on-request',
        at: '/provenance/redactions',
        note: `not redacted, on request: ${kind}`,
      })),
      ...(content === undefined
        ? [
            {
              code: 'original-left-out',
              at: '/evidence',
              note: `the original has ${bytes} bytes; ${MAX_EVIDENCE_BYTES} are kept at most`,
            },
          ]
        : []),
    ],
  };
  const original = { sha256, bytes };
  const given = { context: said, original, library, strict, along };
  const imported = importedRun(reported, file, given);
  const reading = { ...imported, problems: [...came.problems, ...imported.problems] };
  const contents = new Map(came.contents);
  if (content !== undefined) contents.set(path, content);
  // A file on which nothing rests is not kept.
  const named = new Set(reading.run?.evidence.map((one) => one.path));
  for (const one of contents.keys()) if (!named.has(one)) contents.delete(one);
  const deviations = reading.run?.provenance.deviations ?? reported.deviations;
  return { format: FORMAT_NAMES[reported.format], reading, deviations, contents };
}

/** A native record with what was taken out of it and of its files counted. */
export function withRedactions(run: Run, counts: readonly { kind: string; count: number }[]): Run {
  if (counts.length === 0) return run;
  const all = new Map(run.provenance.redactions.map(({ kind, count }) => [kind, count]));
  for (const { kind, count } of counts) all.set(kind, (all.get(kind) ?? 0) + count);
  const redactions = [...all].map(([kind, count]) => ({ kind, count }));
  return { ...run, provenance: { ...run.provenance, redactions } };
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
