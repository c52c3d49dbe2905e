import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { expect, inject } from 'vitest';
import { script } from './warm/script.ts';

/** The sub-path for which the site is built. */
export const BASE = '/sub/';

/**
 * The site of `content/` as it is. The first test file that asks builds it for all, and the others wait: what
 * they change, they change in a copy.
 * @returns the folder where it is
 */
export async function realSite(): Promise<string> {
  const folder = join(inject('scratch'), 'real-site');
  const out = join(folder, 'site');
  const said = join(folder, 'said.txt');
  // Whoever makes the folder is the first.
  if (mkdirSync(folder, { recursive: true }) !== undefined) {
    const { status, stderr } = script('build', ['--out', out], { env: { BASE } });
    writeFileSync(
      `${said}.part`,
      status === 0 ? stderr : `${stderr}\nThe build ended with ${status}.`,
    );
    renameSync(`${said}.part`, said);
  }
  while (!existsSync(said)) await after(50);
  expect(readFileSync(said, 'utf8')).toBe('');
  return out;
}
