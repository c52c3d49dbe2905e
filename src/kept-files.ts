import { statSync } from 'node:fs';
import { stampOf } from './stamp.ts';

/** What was made of files, by name, with the stamps that they had. */
type Kept = Map<string, { readonly stamp: string; readonly made: unknown }>;

// In development pages have modules of their own, made anew after each change: this outlives them.
const PLACE = Symbol.for('faultline.kept-files');
const home = globalThis as { [PLACE]?: Kept };

/**
 * From now on keeps what is made of files, for who reads the same folder again after each change; what was
 * kept is forgotten. A build reads every file once, and keeps nothing.
 */
export function keepFiles(): void {
  home[PLACE] = new Map();
}

/**
 * What is made of a file, or what was made of it under that name when its stamp was the same.
 * @param name tells one thing that is made of the file from all others
 */
export function keptOf<T>(path: string, name: string, make: () => T): T {
  const kept = home[PLACE];
  const stats = kept === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
  if (kept === undefined || stats === undefined) return make();
  const key = `${name} ${path}`;
  const stamp = stampOf(stats).join(' ');
  const found = kept.get(key);
  if (found?.stamp === stamp) return found.made as T;
  const made = make();
  kept.set(key, { stamp, made });
  return made;
}
