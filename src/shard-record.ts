import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { digestOf } from './archive.ts';
import { type Origins, originsInOrder } from './build-record.ts';
import type { Dependency } from './model/trace.ts';
import { ALL_KINDS } from './schema/kinds.ts';

/** The file of a shard that says what it is; no part of the site. */
export const SHARD_FILE = 'shard.json';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const record = z.strictObject({
  format: z.literal(1),
  index: z.int().min(1),
  count: z.int().min(1),
  /** What made it: source, libraries, Node, and the address of the site. */
  generator: sha256,
  /** What it was made from. */
  content: sha256,
  /** The paths of the pages of the whole site and of their companions. */
  planned: z.strictObject({ files: z.int(), sha256 }),
  /** What was read, each once, with its digest. */
  reads: z.array(z.tuple([z.string(), z.string().nullable()])),
  /** What was read to list all pages, by its place above. */
  listing: z.array(z.int()),
  /** By path: the digest, and what was read to make the file; null for what every build makes anew. */
  files: z.record(z.string(), z.tuple([sha256, z.array(z.int()).nullable()])),
});

/** What a shard says of itself. */
export type ShardRecord = z.infer<typeof record>;

/** Writes what a shard is, as the last of its files. */
export function writeShardRecord(
  folder: string,
  said: Pick<ShardRecord, 'index' | 'count' | 'generator' | 'content'>,
  planned: ReadonlySet<string>,
  origins: Origins,
): void {
  const { reads, listing, files } = originsInOrder(origins);
  const body: ShardRecord = {
    format: 1,
    ...said,
    planned: digestOfPaths(planned),
    reads,
    listing,
    files: Object.fromEntries(files.map(([path, sha256, places]) => [path, [sha256, places]])),
  };
  writeFileSync(join(folder, SHARD_FILE), `${JSON.stringify(body)}\n`, { flag: 'wx' });
}

/** What a shard says of itself; undefined where it says nothing, or nothing that can be read. */
export function readShardRecord(folder: string): ShardRecord | undefined {
  const file = join(folder, SHARD_FILE);
  if (!existsSync(file)) return undefined;
  try {
    return record.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** How many paths there are, and the digest of them all in order. */
export function digestOfPaths(paths: Iterable<string>): ShardRecord['planned'] {
  const sorted = [...new Set(paths)].toSorted();
  return { files: sorted.length, sha256: digestOf(sorted.join('\n')) };
}

/** The digest of all of `content/`. */
export function contentDigest(digestOfRead: (read: Dependency) => string | undefined): string {
  const all = [...ALL_KINDS.map((kind) => `${kind}/*`), 'editions'];
  return digestOf(all.map((read) => digestOfRead(read) ?? '').join('\n'));
}
