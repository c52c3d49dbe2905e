import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import {
  type Digest,
  keptDigest,
  keptPath,
  type WantedFile,
} from '../../src/ingest/evidence-file.ts';
import type { Path } from '../../src/model/document.ts';
import { type Problem, problem, type ProblemPlace } from '../../src/model/problem.ts';
import type { RunPrivacy } from './privacy.ts';
import { textIn } from './source.ts';

/** The largest file that is kept, in bytes: what common Git hosts take. */
export const MAX_EVIDENCE_BYTES = 100 * 1024 * 1024;

/** A file that a record names, found and read. */
export interface FoundFile {
  /** As the record names it. */
  readonly path: string;
  readonly digest: Digest;
  readonly content: Buffer;
  /** Where it will stand, relative to `content/`. */
  readonly to: string;
  /** Whether it stands there already, and was redacted when it was put there. */
  readonly isKept: boolean;
}

/** The same file as it will be kept: redacted. */
export async function redactedFile(
  file: FoundFile,
  privacy: RunPrivacy,
  place: ProblemPlace,
): Promise<FoundFile | Problem> {
  if (file.isKept) return file;
  const { bytes, binary } = await textIn(file.content);
  if (binary !== undefined) {
    if (privacy.keepsBinary) return file;
    return problem('evidence-binary', { path: file.path, offset: binary }, place);
  }
  const content = privacy.redactBytes(bytes, file.path);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const digest = { sha256, bytes: content.length };
  return { ...file, content, digest, to: keptPath(file.path, sha256) };
}

/**
 * Finds and reads a file that a record names: among the kept ones, or beside or below the record.
 * @param folders the record's own folder and `content/`
 */
export function findFile(
  wanted: WantedFile,
  folders: { readonly record: string; readonly content: string },
  placeOf: (path: Path) => ProblemPlace,
): FoundFile | Problem {
  const { index, path } = wanted;
  const place = placeOf(['evidence', index, 'path']);
  try {
    const kept = keptDigest(path) !== undefined && isFile(join(folders.content, path));
    const folder = realpathSync(kept ? folders.content : folders.record);
    if (isAbsolute(path) || outside(folder, join(folder, path))) {
      return problem('evidence-outside', { path }, place);
    }
    const stat = statSync(join(folder, path), { throwIfNoEntry: false });
    if (stat === undefined) return problem('evidence-missing', { path }, place);
    const file = realpathSync(join(folder, path));
    if (outside(folder, file)) return problem('evidence-outside', { path }, place);
    if (!stat.isFile()) {
      return problem('evidence-unreadable', { path, cause: 'it is no ordinary file' }, place);
    }
    if (stat.size > MAX_EVIDENCE_BYTES) {
      const args = { path, bytes: stat.size, limit: MAX_EVIDENCE_BYTES };
      return problem('evidence-too-large', args, place);
    }
    const content = readFileSync(file);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const digest = { sha256, bytes: content.length };
    const isKept = keptDigest(path) !== undefined;
    return { path, digest, content, isKept, to: isKept ? path : keptPath(path, sha256) };
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return problem('evidence-unreadable', { path, cause }, place);
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function outside(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}
