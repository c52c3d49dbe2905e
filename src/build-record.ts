import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { digestOf } from './archive.ts';
import type { Dependency } from './model/trace.ts';
import { stampOf } from './stamp.ts';

/** One file of a finished site. */
export interface MadeFile {
  readonly sha256: string;
  /** Everything that was read to make it; undefined for what is made anew by every build. */
  readonly reads?: Iterable<Dependency>;
}

/** What a build wrote down of a site: what each file is, and what it was made from. */
export interface BuildRecord {
  readonly generator: string;
  /** What was read, each once, with its digest. */
  readonly reads: readonly (readonly [read: Dependency, digest: string | null])[];
  /** What was read to list all pages, by its place above. */
  readonly listing: readonly number[];
  /** By path: digest, stamp (size, times of change in ms, inode), and what was read, by its place above. */
  readonly files: Readonly<Record<string, MadeFileRecord>>;
}

type MadeFileRecord = readonly [
  sha256: string,
  stamp: readonly number[],
  places: readonly number[] | null,
];

/** Where the record of a site is kept. */
export function recordFile(cache: string, out: string): string {
  return join(cache, 'builds', `${digestOf(out).slice(0, 16)}.json`);
}

/**
 * The record of the last build by the same generator; one that is damaged counts as not there. What has its
 * digest was written as it is, and by this very code if the generator is the same: its shape is not checked.
 */
export function readRecord(file: string, generator: string): BuildRecord | undefined {
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  const end = text.lastIndexOf('\n', text.length - 2);
  const body = text.slice(0, end + 1);
  if (text.slice(end + 1) !== `${digestOf(body)}\n`) return undefined;
  const record = JSON.parse(body) as BuildRecord;
  return record.generator === generator ? record : undefined;
}

/** The files of a site, and what they were made from. */
export interface Origins {
  readonly files: ReadonlyMap<string, MadeFile>;
  /** What was read to list all pages. */
  readonly listing: Iterable<Dependency>;
  readonly digestOfRead: (read: Dependency) => string | undefined;
}

/** Whatever was read, each once with its digest, and for each file the places of what was read for it. */
export function originsInOrder({ files, listing, digestOfRead }: Origins): {
  readonly reads: [read: Dependency, digest: string | null][];
  readonly listing: number[];
  readonly files: (readonly [path: string, sha256: string, places: number[] | null])[];
} {
  const places = new Map<Dependency, number>();
  const placeOf = (read: Dependency) => {
    const place = places.get(read) ?? places.size;
    places.set(read, place);
    return place;
  };
  const listed = [...listing].map(placeOf);
  const made = [...files].map(
    ([path, { sha256, reads }]) =>
      [path, sha256, reads === undefined ? null : [...reads].map(placeOf)] as const,
  );
  const reads = [...places.keys()].map((read): [string, string | null] => [
    read,
    digestOfRead(read) ?? null,
  ]);
  return { reads, listing: listed, files: made };
}

/** Writes the record of a finished site, last of all: without it the next build makes everything anew. */
export function writeRecord(
  file: string,
  site: string,
  { generator, ...origins }: Origins & { readonly generator: string },
): void {
  const { reads, listing, files } = originsInOrder(origins);
  const stamped = files.map(([path, sha256, places]): [string, MadeFileRecord] => [
    path,
    [sha256, stampOf(statSync(join(site, path))), places],
  ]);
  const body: BuildRecord = { generator, listing, files: Object.fromEntries(stamped), reads };
  const text = `${JSON.stringify(body)}\n`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileAtomic.sync(file, `${text}${digestOf(text)}\n`);
}
