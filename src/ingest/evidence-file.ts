import type { Path } from '../model/document.ts';
import { EVIDENCE_BYTES, EVIDENCE_ENDINGS } from '../model/evidence-ending.ts';
import { type Problem, problem, type ProblemPlace } from '../model/problem.ts';
import type { RunOutline } from '../model/run-outline.ts';
import type { Run, RunEvidence } from '../schema/run.ts';

/** A file that a record names, and what the record says of it. */
export interface WantedFile {
  /** Which piece of evidence of the record, from 0. */
  readonly index: number;
  readonly path: string;
  readonly sha256: string | undefined;
  readonly bytes: number | undefined;
}

/** What a file turned out to be. */
export interface Digest {
  readonly sha256: string;
  readonly bytes: number;
}

/** XML is kept as text: a browser would run scripts in it. */
const AS_TEXT = '.xml';

/** A path as ingest writes it: below `content/`, named by the digest. */
const KEPT = /^evidence\/([0-9a-f]{64})\.[a-z]+$/;

/** The digest in the path of a file that is already kept; undefined for any other path. */
export function keptDigest(path: string): string | undefined {
  return KEPT.exec(path)?.[1];
}

/** The files that a record names, in its order. */
export function wantedFiles(outline: RunOutline): WantedFile[] {
  return outline.evidence.flatMap(({ path, sha256, bytes }, index) =>
    path === undefined ? [] : [{ index, path, sha256, bytes }],
  );
}

/** Where below `content/` a file is kept: `evidence/<sha256><ending>`. */
export function keptPath(path: string, sha256: string): string {
  const name = path.toLowerCase();
  const ending =
    EVIDENCE_ENDINGS.find((one) => name.endsWith(one)) ??
    (name.endsWith(AS_TEXT) ? '.txt' : EVIDENCE_BYTES);
  return `evidence/${sha256}${ending}`;
}

/** The same for a file that is known to be text, whatever its name. */
export function keptTextPath(path: string, sha256: string): string {
  return keptPath(path, sha256).replace(/\.bin$/, '.txt');
}

/** Where a file is not what the record says of it. */
export function disagreements(
  wanted: WantedFile,
  found: Digest,
  placeOf: (path: Path) => ProblemPlace,
): Problem[] {
  const { index, path, sha256, bytes } = wanted;
  const recorded = [sha256, keptDigest(path)].filter((one) => one !== undefined);
  const expected = recorded.find((one) => one !== found.sha256);
  if (expected !== undefined) {
    const args = { path, expected, found: found.sha256 };
    return [problem('evidence-changed', args, placeOf(['evidence', index, 'path']))];
  }
  if (bytes !== undefined && bytes !== found.bytes) {
    const args = { path, expected: bytes, found: found.bytes };
    return [problem('evidence-size', args, placeOf(['evidence', index, 'bytes']))];
  }
  return [];
}

/** The run with each file under the path where it is kept, with its digest, size and former name. */
export function withFiles(run: Run, found: ReadonlyMap<number, Digest>): Run {
  const evidence = run.evidence.map((piece, index) => {
    const digest = found.get(index);
    return digest === undefined || piece.path === undefined
      ? piece
      : kept(piece, piece.path, digest);
  });
  return { ...run, evidence };
}

/** To a path in its final form only the digest is added, so that a kept record stays as it is. */
function kept(piece: RunEvidence, path: string, digest: Digest): RunEvidence {
  if (keptDigest(path) !== undefined) return { ...piece, sha256: digest.sha256 };
  const name = piece.name ?? path.slice(path.lastIndexOf('/') + 1);
  return { ...piece, ...digest, name, path: keptPath(path, digest.sha256) };
}
