import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { asideOf, isReplaceable, recover, swapIn } from '../scripts/swap.ts';
import { temporaryFolder } from './content-copy.ts';
import type { Fault } from './injected-fault.ts';

const MODULE = join(import.meta.dirname, '../scripts/swap.ts');
const FAULTS = join(import.meta.dirname, 'injected-fault.ts');

function folderWith(text: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'a'), text);
}

/** An old folder with a new one ready beside it. */
function ready() {
  const root = temporaryFolder();
  const aside = asideOf(join(root, 'dist'));
  folderWith('old', aside.out);
  folderWith('new', aside.next);
  return { root, aside, text: () => readFileSync(join(aside.out, 'a'), 'utf8') };
}

/** Swaps in a process of its own, which a fault befalls. */
function swapWith(fault: Fault, out: string) {
  const code = `
    import { asideOf, swapIn } from ${JSON.stringify(MODULE)};
    console.log(swapIn(asideOf(${JSON.stringify(out)})) ?? 'done');`;
  return spawnSync(process.execPath, ['--import', FAULTS, '--input-type=module', '--eval', code], {
    encoding: 'utf8',
    env: { ...process.env, FAULT: JSON.stringify(fault) },
  });
}

describe('a swap', () => {
  test('puts the new in the place of the old, and leaves nothing', () => {
    const { root, aside, text } = ready();
    expect(swapIn(aside)).toBeUndefined();
    expect(text()).toBe('new');
    expect(readdirSync(root)).toEqual(['dist']);
  });

  test('works where there was nothing', () => {
    const aside = asideOf(join(temporaryFolder(), 'dist'));
    folderWith('new', aside.next);
    expect(swapIn(aside)).toBeUndefined();
    expect(readFileSync(join(aside.out, 'a'), 'utf8')).toBe('new');
  });

  test.each([
    ['renameSync', 1, 'die-before', 'old'],
    ['renameSync', 1, 'die-after', 'old'],
    ['renameSync', 2, 'die-before', 'old'],
    ['renameSync', 2, 'die-after', 'new'],
    ['rmSync', 1, 'die-before', 'new'],
    ['rmSync', 1, 'die-after', 'new'],
  ] as const)('killed at %s %i (%s) leaves the %s one, whole', (call, nth, then, kept) => {
    const { root, aside, text } = ready();
    expect(swapWith({ call, nth, then }, aside.out).signal).toBe('SIGKILL');
    recover(aside);
    expect(text()).toBe(kept);
    expect(readdirSync(root)).toEqual(['dist']);
  });

  test.each([1, 2])('refused at rename %i leaves the old one in its place', (nth) => {
    const { aside, text } = ready();
    const { status, stderr } = swapWith({ call: 'renameSync', nth, then: 'EROFS' }, aside.out);
    expect(status).toBe(1);
    expect(stderr).toContain('EROFS: injected');
    expect(text()).toBe('old');
    expect(existsSync(aside.old)).toBe(false);
  });

  test('says so where the old one cannot be cleared away', () => {
    const { aside, text } = ready();
    const { status, stdout } = swapWith({ call: 'rmSync', nth: 1, then: 'EACCES' }, aside.out);
    expect([status, text()]).toEqual([0, 'new']);
    expect(stdout).toContain('EACCES: injected');
  });
});

describe('a build may take the place of', () => {
  const place = () => join(temporaryFolder(), 'dist');
  test.each<[string, boolean, (out: string) => void]>([
    ['nothing', true, () => undefined],
    [
      'an empty folder',
      true,
      (out) => {
        mkdirSync(out);
      },
    ],
    ['a built site', true, (out) => mkdirSync(join(out, '_astro'), { recursive: true })],
    [
      'a link',
      true,
      (out) => {
        symlinkSync('/nowhere', out);
      },
    ],
    [
      'a file',
      false,
      (out) => {
        writeFileSync(out, '');
      },
    ],
    [
      'somebody’s folder',
      false,
      (out) => {
        folderWith('x', out);
      },
    ],
  ])('%s: %s', (_, allowed, make) => {
    const out = place();
    make(out);
    expect(isReplaceable(asideOf(out))).toBe(allowed);
  });
});
