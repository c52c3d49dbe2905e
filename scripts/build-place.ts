import { lstatSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { digestOf } from '../src/archive.ts';
import { type Problem, problem } from '../src/model/problem.ts';
import { shortPath } from './failure.ts';
import { takeLock } from './lock.ts';
import { endOnFailure } from './stopping.ts';
import { type Aside, asideOf, isReplaceable, recover } from './swap.ts';

/** Where a build works until its site is finished. */
export interface BuildPlace extends Aside {
  /**
   * The folder in which the site is made. It is within the project, for each site another: for sites that
   * stand out of it Astro uses one and the same folder, in which builds at the same time get mixed up.
   */
  readonly made: string;
  /** The folder in which other processes make parts of it, each in a folder of its own. */
  readonly parts: string;
}

/**
 * Takes the place of a site for one build: nobody else writes there, what an earlier one left is cleared
 * away, and what this one leaves if it fails goes with it.
 * @param stop tells problems and ends the process
 */
export function takePlace(out: string, stop: (problems: readonly Problem[]) => never): BuildPlace {
  const aside = asideOf(out);
  const made = resolve('.cache/making', digestOf(aside.out).slice(0, 16));
  const parts = `${made}-parts`;
  endOnFailure(out, stop);
  if (!isReplaceable(aside)) {
    const found = lstatSync(out).isDirectory() ? 'folder' : 'file';
    stop([problem('not-a-site', { found }, { file: out })]);
  }
  mkdirSync(dirname(aside.out), { recursive: true });
  const holder = takeLock(aside.lock);
  if (holder) stop([problem('busy', { ...holder, lock: shortPath(aside.lock) }, { file: out })]);
  // Before the lock is given back. A full disk must not stay full for what is of no use.
  process.prependListener('exit', (code) => {
    if (code === 0) return;
    for (const folder of [made, parts, aside.next])
      rmSync(folder, { recursive: true, force: true });
  });
  recover(aside);
  for (const folder of [made, parts]) rmSync(folder, { recursive: true, force: true });
  return { ...aside, made, parts };
}
