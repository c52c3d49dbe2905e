import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { SITE } from './content-copy.ts';

const ROOT = join(import.meta.dirname, '..');

/** Runs a script of the project as a person would. */
export function script(name: string, args: readonly string[], env: Record<string, string> = {}) {
  return spawnSync(process.execPath, [`scripts/${name}.ts`, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env },
  });
}

/**
 * Makes a content folder with a sealed edition, and a site of it.
 * @param folder where both go: `content` and `site`
 * @returns how many milliseconds the build took
 */
export function buildSealedSite(folder: string, env: Record<string, string> = {}): number {
  const content = join(folder, 'content');
  cpSync(SITE, content, { recursive: true });
  const head = ['--title', 'First', '--summary', 'What was held.', '--as-of', '2025-11-06'];
  const rest = ['--frozen-on', '2025-11-07', '--content', content, '--seal'];
  const frozen = script('freeze', ['first', ...head, ...rest]);
  expect(frozen.stderr).toBe('');
  const begin = performance.now();
  const built = script('build', ['--out', join(folder, 'site')], {
    FAULTLINE_CONTENT: content,
    ...env,
  });
  expect(built.stderr).toBe('');
  return performance.now() - begin;
}
