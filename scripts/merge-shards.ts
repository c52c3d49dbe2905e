import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestOf } from '../src/archive.ts';
import type { MadeFile, Origins } from '../src/build-record.ts';
import { type Problem, problem } from '../src/model/problem.ts';
import type { Dependency } from '../src/model/trace.ts';
import {
  digestOfPaths,
  readShardRecord,
  SHARD_FILE,
  type ShardRecord,
} from '../src/shard-record.ts';
import { filesOfSite } from '../src/site-sums.ts';
import { linkFile } from './link-file.ts';

/** A shard in its folder. */
export interface FoundShard {
  readonly folder: string;
  readonly record: ShardRecord;
}

/** What a site is made by and of. */
export type MadeBy = Pick<ShardRecord, 'generator' | 'content'>;

/** The shards in some folders, each a shard itself or a folder of them; and what is no shard, or damaged. */
export function findShards(folders: readonly string[]): {
  readonly shards: readonly FoundShard[];
  readonly problems: readonly Problem[];
} {
  const shards: FoundShard[] = [];
  const problems: Problem[] = [];
  for (const folder of folders) {
    const within = [folder, ...foldersIn(folder)].filter((one) =>
      existsSync(join(one, SHARD_FILE)),
    );
    if (within.length === 0) problems.push(problem('shard-not-found', {}, { file: folder }));
    for (const one of within) {
      const record = readShardRecord(one);
      const file = join(one, SHARD_FILE);
      if (record === undefined) problems.push(problem('shard-unreadable', {}, { file }));
      else shards.push({ folder: one, record });
    }
  }
  return { shards: shards.toSorted((a, b) => a.record.index - b.record.index), problems };
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name))
    .toSorted();
}

/** What shards are put together from, and what is known of it. */
export interface Merging {
  readonly files: Map<string, MadeFile>;
  readonly digests: Map<Dependency, string | null>;
  readonly listing: Set<Dependency>;
}

/**
 * Puts all files of shards into one empty folder.
 * @param made what a build would be made by and of, here and now
 */
export function mergeShards(
  shards: readonly FoundShard[],
  made: MadeBy,
  to: string,
):
  | { readonly origins: Origins; readonly problems: readonly [] }
  | { readonly origins?: undefined; readonly problems: readonly Problem[] } {
  const unfit = [...unfitting(shards, made), ...missing(shards)];
  if (unfit.length > 0) return { problems: unfit };
  const merging: Merging = { files: new Map(), digests: new Map(), listing: new Set() };
  const problems = shards.flatMap((shard) => [...addShard(shard, merging, to, linkFile)]);
  const { files, digests, listing } = merging;
  const [first] = shards;
  if (problems.length === 0 && first !== undefined)
    problems.push(...notWhole(files, first.record.planned, first.folder));
  if (problems.length > 0) return { problems };
  return {
    origins: { files, listing, digestOfRead: (read) => digests.get(read) ?? undefined },
    problems: [],
  };
}

/**
 * Puts the files of a shard to those of others.
 * @param put brings a file from its first place to its second
 */
export function* addShard(
  { folder, record }: FoundShard,
  { files, digests, listing }: Merging,
  to: string,
  put: (from: string, to: string) => void,
): Generator<Problem> {
  const nameOf = (place: number) => record.reads[place]?.[0] ?? '';
  for (const [read, digest] of record.reads) digests.set(read, digest);
  for (const place of record.listing) listing.add(nameOf(place));
  const there = new Set(filesOfSite(folder));
  for (const [path, [sha256, reads]] of Object.entries(record.files)) {
    const file = join(folder, path);
    const before = files.get(path);
    if (!there.has(path)) yield problem('shard-file-missing', {}, { file });
    else if (digestOf(readFileSync(file)) !== sha256)
      yield problem('shard-file-changed', {}, { file });
    else if (before === undefined) {
      put(file, join(to, path));
      files.set(path, reads === null ? { sha256 } : { sha256, reads: reads.map(nameOf) });
    } else if (before.sha256 !== sha256) {
      yield problem('shards-differ', {}, { file });
    }
  }
  for (const path of there) {
    if (path in record.files || path === SHARD_FILE) continue;
    yield problem('shard-file-unknown', {}, { file: join(folder, path) });
  }
}

/** Whether pages and their companions are those that were to be made. */
export function* notWhole(
  files: Merging['files'],
  planned: ShardRecord['planned'],
  file: string,
): Generator<Problem> {
  const pages = [...files].filter(([, { reads }]) => reads !== undefined).map(([path]) => path);
  if (planned.sha256 === digestOfPaths(pages).sha256) return;
  yield problem('shards-not-whole', { files: pages.length, planned: planned.files }, { file });
}

/** Shards that something else made, or made of something else. */
export function unfitting(shards: readonly FoundShard[], made: MadeBy): Problem[] {
  return shards.flatMap(({ folder, record }) => {
    const file = join(folder, SHARD_FILE);
    if (record.generator !== made.generator) return [problem('shard-made-otherwise', {}, { file })];
    if (record.content !== made.content) return [problem('shard-of-other-content', {}, { file })];
    return [];
  });
}

/** Parts that are not there, there twice, or of another division. */
function missing(shards: readonly FoundShard[]): Problem[] {
  const count = shards[0]?.record.count ?? 0;
  const problems: Problem[] = [];
  const seen = new Map<number, string>();
  for (const { folder, record } of shards) {
    const file = join(folder, SHARD_FILE);
    const shard = `${record.index}/${record.count}`;
    const before = seen.get(record.index);
    if (record.count !== count)
      problems.push(problem('shard-of-other-count', { shard, count }, { file }));
    else if (before !== undefined)
      problems.push(problem('shard-twice', { shard, before }, { file }));
    else seen.set(record.index, folder);
  }
  for (let index = 1; index <= count; index += 1) {
    if (seen.has(index)) continue;
    const file = dirname(shards[0]?.folder ?? '');
    problems.push(problem('shard-missing', { shard: `${index}/${count}` }, { file }));
  }
  return problems;
}
