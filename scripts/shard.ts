import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { InvalidArgumentError } from 'commander';

/** One of several parts of a site that are made apart, on as many machines. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/**
 * Reads "2/3", the second of three, as test runners write it.
 * @throws InvalidArgumentError for anything else
 */
export function parseShard(text: string): Shard {
  const [, first = '', second = ''] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? [];
  const [index, count] = [Number(first), Number(second)];
  if (first === '' || index > count) {
    throw new InvalidArgumentError('Write which one of how many, as in 1/3, 2/3 and 3/3.');
  }
  return { index, count };
}

/**
 * Whether a file belongs to a shard. A page and what is said of it for programs, in the same folder, belong
 * to the same one: they rest on the same.
 */
export function isInShard({ index, count }: Shard, path: string): boolean {
  const digest = createHash('sha256').update(dirname(path)).digest();
  return digest.readUInt32BE() % count === index - 1;
}
