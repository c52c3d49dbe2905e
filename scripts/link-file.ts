import { copyFileSync, linkSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

/** The same file at a second place; a copy where the file system has no such thing. */
export function linkFile(from: string, to: string): void {
  // Most folders are there: asking for each file costs more than all links.
  if (isLinked(from, to)) return;
  mkdirSync(dirname(to), { recursive: true });
  if (!isLinked(from, to)) copyFileSync(from, to);
}

function isLinked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

/** The same file at another place on the same file system, and no more at the first. */
export function moveFile(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
}
