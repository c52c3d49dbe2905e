import type { Stats } from 'node:fs';

/** What changes whenever somebody writes to a file, short of setting the clock. */
export function stampOf({ size, mtimeMs, ctimeMs, ino }: Stats): [number, number, number, number] {
  return [size, mtimeMs, ctimeMs, ino];
}
