import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { digestOf } from './archive.ts';
import { type BuildRecord, type MadeFile, readRecord, recordFile } from './build-record.ts';
import type { Dependency } from './model/trace.ts';
import { stampOf } from './stamp.ts';

/** What of the last site still holds. */
export interface Reuse {
  /** By path: the files that would be made the same, each as it was recorded. */
  readonly files: ReadonlyMap<string, MadeFile>;
  /** How many other files that rest on content there were. */
  readonly lost: number;
  /** Whether the same pages are to be made, whatever stands on them. */
  readonly sameListing: boolean;
  /** What was read then and is as it was. */
  readonly unchanged: (read: Dependency) => boolean;
  readonly listing: readonly Dependency[];
}

/** Nothing of the last site holds. */
export const NOTHING: Reuse = {
  files: new Map(),
  lost: 0,
  sameListing: false,
  unchanged: () => false,
  listing: [],
};

/** What still holds of the site in a folder, by the record that its build kept. */
export function whatHolds(
  out: string,
  now: {
    readonly generator: string;
    readonly digestOfRead: (read: Dependency) => string | undefined;
  },
): Reuse {
  const last = readRecord(recordFile('.cache', resolve(out)), now.generator);
  return last === undefined ? NOTHING : reusable(last, out, now.digestOfRead);
}

/**
 * The files of the last site that can stay: nothing that they were made from has changed, and their bytes
 * are those that were written. A file whose stamp differs is read and compared with its digest.
 * @param site the folder of the last site
 */
export function reusable(
  { reads, files, listing }: BuildRecord,
  site: string,
  digestOfRead: (read: Dependency) => string | undefined,
): Reuse {
  const holds = reads.map(([read, digest]) => digest !== null && digestOfRead(read) === digest);
  const all = (places: readonly number[]) => places.every((place) => holds[place] === true);
  const nameOf = (place: number) => reads[place]?.[0] ?? '';
  const kept = new Map<string, MadeFile>();
  let lost = 0;
  for (const [path, [sha256, stamp, places]] of Object.entries(files)) {
    if (places === null) continue;
    if (all(places) && isAsWritten(join(site, path), sha256, stamp))
      kept.set(path, { sha256, reads: places.map(nameOf) });
    else lost += 1;
  }
  const same = new Set(reads.flatMap(([read], place) => (holds[place] === true ? [read] : [])));
  return {
    files: kept,
    lost,
    sameListing: all(listing),
    unchanged: (read) => same.has(read),
    listing: listing.map(nameOf),
  };
}

function isAsWritten(file: string, sha256: string, stamp: readonly number[]): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isFile() !== true) return false;
  const now = stampOf(stats);
  if (now.every((part, index) => part === stamp[index])) return true;
  return digestOf(readFileSync(file)) === sha256;
}
