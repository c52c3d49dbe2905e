import { statSync } from 'node:fs';
import { stampOf } from './stamp.ts';

interface Kept {
  /** What was made of files, by name, with the stamps that they had. */
  readonly files: Map<string, { readonly stamp: string; readonly made: unknown }>;
  /** What was made of all files together since one of them changed, by name. */
  readonly together: Map<string, unknown>;
}

// In development pages have modules of their own beside those of the server: all share this.
const PLACE = Symbol.for('faultline.kept-files');
const home = globalThis as { [PLACE]?: Kept };

/**
 * From now on keeps what is made of files, for who reads the same folder again after each change; what was
 * kept is forgotten. A build reads every file once, and keeps nothing.
 */
export function keepFiles(): void {
  home[PLACE] = { files: new Map(), together: new Map() };
}

/** A file has changed: what was made of all together is made again, of those that are still the same. */
export function filesChanged(): void {
  home[PLACE]?.together.clear();
}

/** What is made of all files together, or was made of them under that name since one changed. */
export function keptTogether<T>(name: string, make: () => T): T {
  const kept = home[PLACE]?.together;
  if (kept?.has(name)) return kept.get(name) as T;
  const made = make();
  kept?.set(name, made);
  return made;
}

/**
 * What is made of a file, or what was made of it under that name when its stamp was the same.
 * @param name tells one thing that is made of the file from all others
 */
export function keptOf<T>(path: string, name: string, make: () => T): T {
  const kept = home[PLACE]?.files;
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
