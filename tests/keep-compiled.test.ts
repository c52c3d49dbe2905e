import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { SITE, temporaryFolder } from './content-copy.ts';

const ROOT = join(import.meta.dirname, '..');

test('what was compiled is kept for the next process; damaged, it harms nothing', () => {
  const kept = temporaryFolder();
  const [command = '', ...args] = packageJson.scripts.check.split(' ');
  expect(command).toBe('node');
  const check = () => {
    const env = { ...process.env, NODE_COMPILE_CACHE: kept, FAULTLINE_CONTENT: SITE };
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: ROOT,
      encoding: 'utf8',
      env,
    });
    return { status, stdout, stderr };
  };
  const files = () =>
    readdirSync(kept, { recursive: true, encoding: 'utf8' })
      .map((name) => join(kept, name))
      .filter((file) => statSync(file).isFile());
  const first = check();
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(files().length).toBeGreaterThan(100);
  for (const [index, file] of files().entries()) {
    const bytes = readFileSync(file);
    const half = Math.floor(bytes.length / 2);
    // One half of them is cut off, the other says something else.
    writeFileSync(file, index % 2 === 0 ? bytes.subarray(0, half) : bytes.fill(0x5a, half));
  }
  expect(check()).toEqual(first);
});
