import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { type Problem, problem } from '../src/model/problem.ts';
import { digestOfPaths } from '../src/shard-record.ts';
import type { BuildPlace } from './build-place.ts';
import { moveFile } from './link-file.ts';
import type { MadeSite } from './make-site.ts';
import {
  addShard,
  findShards,
  type MadeBy,
  type Merging,
  notWhole,
  unfitting,
} from './merge-shards.ts';
import type { Shard } from './shard.ts';

/** A process reads all of `content/` before it makes a page: fewer files than these are no work for one. */
const WORTH_A_PROCESS = 5000;

/** What a process that makes thousands of pages takes, in bytes. */
const MEMORY = 2 * 2 ** 30;

/** About so many, with those of pages that list runs or set them side by side. */
export const FILES_OF_A_RUN = 10;

/** Reads a number of processes. */
export function parseWorkers(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('Write a number from 1 to 99.');
  return Number(text);
}

/**
 * How many processes shall make a site, this one included.
 * @param files how many files are to be made
 */
export function worthwhileWorkers(
  files: number,
  machine = { cores: availableParallelism(), bytes: process.availableMemory() },
): number {
  const most = Math.min(machine.cores, machine.bytes / MEMORY, files / WORTH_A_PROCESS);
  return Math.max(1, Math.floor(most));
}

/** What a worker is told. */
export interface Task {
  readonly shard: Shard;
  /** The site that stands there now. What still holds of it is nothing for a worker. */
  readonly out: string;
  readonly clean: boolean;
  /** Where the worker makes its shard. */
  readonly to: string;
}

/**
 * Starts processes that make all shards of a site but the first, each in a folder below `parts`. None of
 * them outlives this process, and if one of them fails, this one ends at once.
 * @param stop tells problems and ends the process
 * @returns waits until all are done
 */
export function startWorkers(
  { count, parts, ...site }: Pick<Task, 'out' | 'clean'> & { count: number; parts: string },
  stop: (problems: readonly Problem[]) => never,
  script = join(import.meta.dirname, 'worker.ts'),
): () => Promise<unknown> {
  const indexes = Array.from({ length: count - 1 }, (_, index) => index + 2);
  const ends = indexes.map((index) => {
    const shard = { index, count };
    const task: Task = { ...site, shard, to: join(parts, String(index)) };
    const worker = fork(script, [JSON.stringify(task)]);
    process.prependOnceListener('exit', () => worker.kill('SIGKILL'));
    return endOf(worker, shard, (found) => stop([{ ...found, file: site.out }]));
  });
  return () => Promise.all(ends);
}

function endOf(
  worker: ChildProcess,
  { index, count }: Shard,
  stop: (found: Problem) => never,
): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code, signal) => {
      if (code === 0) resolve();
      // It has told why.
      else if (signal === null) process.exit(1);
      else stop(problem('worker-ended', { worker: `${index}/${count}`, signal }, { file: '' }));
    });
  });
}

/** Moves what workers made to what this process made. Nothing may be missing then. */
export function takeParts(
  { made: to, parts }: BuildPlace,
  { files, planned }: Pick<MadeSite, 'files' | 'planned'>,
  by: MadeBy,
): readonly Problem[] {
  if (!existsSync(parts)) return [];
  const { shards, problems } = findShards([parts]);
  const unfit = [...problems, ...unfitting(shards, by)];
  if (unfit.length > 0) return unfit;
  const merging: Merging = { files, digests: new Map(), listing: new Set() };
  const faults = shards.flatMap((shard) => [...addShard(shard, merging, to, moveFile)]);
  rmSync(parts, { recursive: true });
  return faults.length > 0 ? faults : [...notWhole(files, digestOfPaths(planned), to)];
}
