import { existsSync, lstatSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** The places beside a folder that is made aside and swapped in, all on its file system. */
export interface Aside {
  readonly out: string;
  /** Where the new one is made. */
  readonly next: string;
  /** Where the old one is for the moment between two renames. */
  readonly old: string;
  readonly lock: string;
}

/** The places beside a folder. */
export function asideOf(folder: string): Aside {
  const out = resolve(folder);
  const beside = (suffix: string) => join(dirname(out), `.${basename(out)}-${suffix}`);
  return { out, next: beside('next'), old: beside('old'), lock: beside('lock') };
}

/**
 * Brings back what a kill between the two renames of a swap left without its name, and clears away what
 * else an end before its time left. To be called with the lock held.
 */
export function recover({ out, next, old }: Aside): void {
  if (!existsSync(out) && existsSync(old)) renameSync(old, out);
  rmSync(old, { recursive: true, force: true });
  rmSync(next, { recursive: true, force: true });
}

/** Moves a finished folder to where it can be swapped in from, on whatever file system that is. */
export async function moveNext(made: string, { next }: Aside): Promise<void> {
  try {
    renameSync(made, next);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await cp(made, next, { recursive: true });
    rmSync(made, { recursive: true, force: true });
  }
}

/**
 * Puts the new folder in the place of the old one. If that fails the old one is back in its place.
 * @returns why the old one could not be cleared away, if that is so
 */
export function swapIn({ out, next, old }: Aside): string | undefined {
  const had = existsSync(out);
  if (had) renameSync(out, old);
  try {
    renameSync(next, out);
  } catch (error) {
    if (had) renameSync(old, out);
    throw error;
  }
  try {
    rmSync(old, { recursive: true, force: true });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return undefined;
}

/** Whether a build may take the place of what is there: nothing, an empty folder, or a built site. */
export function isReplaceable({ out }: Aside): boolean {
  const found = lstatSync(out, { throwIfNoEntry: false });
  if (found === undefined || found.isSymbolicLink()) return true;
  if (!found.isDirectory()) return false;
  const names = readdirSync(out);
  return names.length === 0 || names.includes('SHA256SUMS') || names.includes('_astro');
}
