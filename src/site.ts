import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readLibrary } from './library.ts';
import type { Library } from './model/library.ts';
import { formatProblem } from './model/problem.ts';

const folder = process.env['FAULTLINE_CONTENT'] ?? 'content';

/** The library that this site is built from, read once. */
export const library: Library = load();

function load(): Library {
  const reading = readLibrary(folder);
  if (reading.library) return reading.library;
  throw new Error(
    `${folder}/ has problems:\n\n${reading.problems.map(formatProblem).join('\n\n')}`,
  );
}

/** Where each interpretive page is served: the route parameter of every edition. */
export const editions: readonly { readonly edition: string | undefined }[] = [
  { edition: undefined },
];

/** The names of all evidence files that a run names. */
export function evidenceFiles(): string[] {
  const paths = [...library.run.values()].flatMap((run) => run.evidence.map(({ path }) => path));
  return [...new Set(paths.filter((path) => path !== undefined).map((path) => basename(path)))];
}

/** The bytes of one evidence file. */
export function readEvidence(file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(folder, 'evidence', basename(file))));
}
