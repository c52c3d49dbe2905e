import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { AccompanyingFile } from '../../src/ingest/accompaniment.ts';
import { keptTextPath } from '../../src/ingest/evidence-file.ts';
import { SNIFF_BYTES } from '../../src/ingest/limits.ts';
import { capturesIn } from '../../src/ingest/machine/capture.ts';
import { kindOf } from '../../src/ingest/machine/recognition.ts';
import { recognise } from '../../src/ingest/recognition.ts';
import { type Problem, problem } from '../../src/model/problem.ts';
import type { RunPrivacy } from './privacy.ts';
import { STDIN, textIn } from './source.ts';

/** The largest file that is read beside a report, in bytes. */
export const MAX_ACCOMPANYING_BYTES = 32 * 1024 * 1024;

/** So many files are taken from one folder. */
const MAX_FILES = 2000;

/** Files that came with a report, with what is to be written of them: below `content/`, by path. */
export interface Accompanying {
  readonly files: readonly AccompanyingFile[];
  readonly contents: ReadonlyMap<string, Buffer>;
  readonly problems: readonly Problem[];
}

/**
 * Which of the files handed in are reports, and which only tell the machine that the reports are from. A
 * file that is neither counts as a report, so that somebody is told what it looks like.
 * @param given paths that are known to be of the machine
 */
export function splitAccompanying(
  paths: readonly string[],
  given: readonly string[],
): { readonly reports: string[]; readonly accompanying: string[] } {
  const told = paths.filter((path) => path !== STDIN && tellsMachine(path));
  const reports = paths.filter((path) => !told.includes(path));
  // Nothing but captures: there is no report that they could tell of.
  if (reports.length === 0) return { reports: [...paths], accompanying: [...given] };
  return { reports, accompanying: [...told, ...given] };
}

function tellsMachine(path: string): boolean {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false;
  const head = beginningOf(path);
  if (!('looksLike' in recognise(head))) return false;
  const captures = capturesIn(path, new TextDecoder().decode(head));
  return captures.some((capture) => kindOf(capture) !== undefined);
}

function beginningOf(path: string): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const head = new Uint8Array(SNIFF_BYTES);
    return head.subarray(0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}

/** The files that paths name; of folders, all files in them, in the order of their names. */
export function filesNamed(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .slice(0, MAX_FILES);
  });
}

/** Reads and redacts files that came with a report. */
export async function readAccompanying(
  paths: readonly string[],
  privacy: RunPrivacy,
): Promise<Accompanying> {
  const files: AccompanyingFile[] = [];
  const contents = new Map<string, Buffer>();
  const problems: Problem[] = [];
  for (const path of paths) {
    const read = await readOne(path, privacy);
    if (!Buffer.isBuffer(read)) {
      problems.push(read);
      continue;
    }
    const sha256 = createHash('sha256').update(read).digest('hex');
    const shown = privacy.redactText(path, path);
    files.push({ path: shown, text: read.toString(), sha256, bytes: read.length });
    contents.set(keptTextPath(shown, sha256), read);
  }
  return { files, contents, problems };
}

async function readOne(path: string, privacy: RunPrivacy): Promise<Buffer | Problem> {
  try {
    const stat = statSync(path);
    if (stat.size > MAX_ACCOMPANYING_BYTES) {
      return problem(
        'too-large',
        { bytes: stat.size, limit: MAX_ACCOMPANYING_BYTES },
        { file: path },
      );
    }
    const { bytes, binary } = await textIn(path);
    if (binary !== undefined) {
      return problem('evidence-binary', { path, offset: binary }, { file: path });
    }
    return privacy.redactBytes(bytes, path);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return problem('unreadable-file', { cause }, { file: path });
  }
}
