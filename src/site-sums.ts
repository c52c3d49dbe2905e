import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { digestOf } from './archive.ts';
import { formatSums, SUMS_FILE } from './model/site-sums.ts';

/** All files of a folder, by their paths with slashes, sorted. */
export function filesOfSite(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();
}

/** Digests of files by path, as far as they are known without reading these. */
type KnownSums = ReadonlyMap<string, { readonly sha256: string }>;

/** The list of all files of a finished site: the text of its `SHA256SUMS`. */
export function sumsOf(folder: string, known: KnownSums = new Map()): string {
  const files = filesOfSite(folder).filter((path) => path !== SUMS_FILE);
  return formatSums(
    files.map((path) => {
      const file = join(folder, path);
      const sha256 = known.get(path)?.sha256 ?? digestOf(readFileSync(file));
      return { path, bytes: statSync(file).size, sha256 };
    }),
  );
}

/** Writes the list of all files of a finished site into it. Nothing may be written after it. */
export function writeSums(folder: string, known?: KnownSums): void {
  writeFileAtomic.sync(join(folder, SUMS_FILE), sumsOf(folder, known));
}
