import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readArchive } from '../src/archive.ts';
import { formatProblem } from '../src/model/problem.ts';
import { sumsOf } from '../src/site-sums.ts';
import { temporaryFolder } from './content-copy.ts';
import type { Fault } from './injected-fault.ts';
import { buildSealedSite } from './sealed-site.ts';

const ROOT = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'faultline-faults-'));
const content = join(scratch, 'content');
const out = join(scratch, 'site');
const ENV = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', FAULTLINE_CONTENT: content };
/** How long a build takes here and now, in milliseconds. */
let long = 0;
/** What the last good site holds, file by file. */
let good = '';

const IMPORTS = ['fault', 'clock'].flatMap((name) => [
  '--import',
  join(import.meta.dirname, `injected-${name}.ts`),
]);

/** Runs a script with whatever a test does to it. */
function node(script: string, args: readonly string[], env: Record<string, string> = {}) {
  return spawnSync(process.execPath, [...IMPORTS, `scripts/${script}.ts`, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...ENV, ...env },
  });
}

/** The same in a shell that has set a limit first. */
function nodeAfter(limits: string, script: string, args: readonly string[]) {
  const command = `${limits}; exec "$0" scripts/${script}.ts "$@"`;
  return spawnSync('bash', ['-c', command, process.execPath, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: ENV,
  });
}

function startBuild(to: string) {
  const child = spawn(process.execPath, ['scripts/build.ts', '--out', to, '--clean'], {
    cwd: ROOT,
    env: ENV,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => (said += part.toString()));
  }
  const done = new Promise<{ status: number | null; said: string }>((resolve) =>
    child.once('close', (status) => {
      resolve({ status, said });
    }),
  );
  return { child, done };
}

const injected = (fault: Fault) => ({ FAULT: JSON.stringify(fault) });

/** The site is the last good one, to the byte, and nothing lies beside it. */
function expectWhole(): void {
  expect(sumsOf(out)).toBe(good);
  expect(readdirSync(scratch).toSorted()).toEqual(['content', 'site']);
}

beforeAll(() => {
  buildSealedSite(scratch, (_, to) => {
    const begin = performance.now();
    const { stderr } = node('build', ['--out', to]);
    long = performance.now() - begin;
    return stderr;
  });
  good = sumsOf(out);
}, 180_000);

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

describe('a build', () => {
  test('on a disk that is full for the bundler says so, and the last good site stays', () => {
    const { status, stderr } = nodeAfter('ulimit -f 8', 'build', ['--out', out, '--clean']);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /(?:\.prerender|node_modules\/\.vite)\/\S+ {2}\[not-built\]\n {2}The system refused: EFBIG: File too large\.\n {2}Make room, then start again; what was there before is whole\.\n\n1 problem; .*\/site\/ was not touched\.\n$/,
    );
    expect(stderr).not.toContain('    at ');
    expectWhole();
  }, 180_000);

  test('on a disk that fills up later does the same', () => {
    const path = 'findings/conv-hangs/index.json';
    const fault: Fault = { call: 'writeFileSync', path, nth: 1, then: 'ENOSPC' };
    const { status, stderr } = node('build', ['--out', out, '--clean'], injected(fault));
    expect(status).toBe(1);
    expect(stderr).toMatch(/\[not-built\]\n {2}The system refused: ENOSPC: injected/);
    expect(stderr).not.toContain('    at ');
    expectWhole();
  }, 180_000);

  test('on a disk of its own that is too small does the same', () => {
    const { command, args } = smallDisk(join(temporaryFolder(), 'disk'));
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: ROOT,
      encoding: 'utf8',
      env: ENV,
    });
    expect(stderr).toMatch(/\[not-built\]\n {2}The system refused: E(?:NOSPC|FBIG): /);
    expect(stderr).not.toContain('    at ');
    expect([status, stdout]).toEqual([1, 'left: dist\nleft: dist/SHA256SUMS\n']);
  }, 180_000);

  test('where it may not write says so', () => {
    const forbidden = join(temporaryFolder(), 'forbidden');
    mkdirSync(forbidden, { mode: 0o500 });
    // Modes do not bind root; the kernel’s own folders do.
    const place = process.getuid?.() === 0 ? '/sys/kernel' : forbidden;
    const { status, stderr } = node('build', ['--out', join(place, 'site')]);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /\[not-built\]\n {2}The system refused: E(?:ACCES|PERM|ROFS): .*\n {2}Allow writing there/,
    );
    chmodSync(forbidden, 0o700);
  });

  test('never takes the place of what no build made', () => {
    const folder = join(temporaryFolder(), 'site');
    mkdirSync(folder);
    writeFileSync(join(folder, 'thesis.txt'), 'x');
    for (const place of [folder, join(folder, 'thesis.txt')]) {
      const { status, stderr } = node('build', ['--out', place]);
      expect([status, stderr]).toEqual([1, expect.stringContaining('[not-a-site]')]);
    }
    expect(readFileSync(join(folder, 'thesis.txt'), 'utf8')).toBe('x');
  });

  test('killed at any moment leaves a whole site, and the next one clears up', async () => {
    for (const part of [0.4, 0.7, 0.95]) {
      const { child, done } = startBuild(out);
      await after(long * part);
      child.kill('SIGKILL');
      await done;
      const there = existsSync(out) ? out : join(scratch, '.site-old');
      expect(sumsOf(there)).toBe(good);
    }
    expect(node('build', ['--out', out, '--clean']).stderr).toBe('');
    expectWhole();
  }, 180_000);

  test('killed between the two renames is mended by the next, even one that fails', () => {
    const fault: Fault = { call: 'renameSync', path: '/\\.site-next$', nth: 1, then: 'die-before' };
    expect(node('build', ['--out', out, '--clean'], injected(fault)).signal).toBe('SIGKILL');
    expect(existsSync(out)).toBe(false);
    const broken = join(temporaryFolder(), 'content');
    cpSync(content, broken, { recursive: true });
    writeFileSync(join(broken, 'findings/conv-hangs.yaml'), 'id: [');
    expect(node('build', ['--out', out, '--clean'], { FAULTLINE_CONTENT: broken }).status).toBe(1);
    expectWhole();
  }, 180_000);

  test('beside another of the same folder does not begin, beside one of another makes the same', async () => {
    const elsewhere = join(temporaryFolder(), 'site');
    const [first, other] = [startBuild(out), startBuild(elsewhere)];
    for (let n = 0; n < 600 && !existsSync(join(scratch, '.site-lock')); n += 1) await after(10);
    const second = node('build', ['--out', out, '--clean']);
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(
      `[busy]\n  Another process is writing here: number ${first.child.pid ?? 0} on `,
    );
    const built = await Promise.all([first.done, other.done]);
    expect(built.map(({ status, said }) => [status, /error/i.exec(said)])).toEqual([
      [0, null],
      [0, null],
    ]);
    expect(sumsOf(elsewhere)).toBe(good);
    expectWhole();
  }, 180_000);

  test('with the clock set back and files from the future makes the same bytes', () => {
    const later = join(temporaryFolder(), 'content');
    cpSync(content, later, { recursive: true });
    const time = Date.parse('2090-06-01') / 1000;
    for (const file of readdirSync(later, { recursive: true, encoding: 'utf8' })) {
      utimesSync(join(later, file), time, time);
    }
    const { status, stderr } = node('build', ['--out', out, '--clean'], {
      CLOCK: '1970-01-01T00:00:00Z',
      FAULTLINE_CONTENT: later,
    });
    expect([status, stderr]).toEqual([0, '']);
    expectWhole();
  }, 180_000);
});

/**
 * A command that builds onto a disk of half the size that the site needs, and says what is left there:
 * one in memory where somebody may mount it, else no file may be longer than a quarter of the largest.
 */
function smallDisk(disk: string): { command: string; args: string[] } {
  const file = (path: string) => `${disk}/${path}`;
  const build = [
    `mkdir -p ${file('dist')}`,
    `echo old > ${file('dist/SHA256SUMS')}`,
    `"$0" scripts/build.ts --out ${file('dist')}; status=$?`,
    `(cd ${disk}; find . -mindepth 1 | sort | sed 's/^[.]./left: /'); exit $status`,
  ].join('\n');
  const mounted = `mkdir -p ${disk} && mount -t tmpfs -o size=600k none ${disk}`;
  const mayMount = spawnSync('unshare', ['-rm', 'bash', '-c', mounted]).status === 0;
  return mayMount
    ? { command: 'unshare', args: ['-rm', 'bash', '-c', `${mounted}\n${build}`, process.execPath] }
    : { command: 'bash', args: ['-c', `ulimit -f 16\n${build}`, process.execPath] };
}

const FREEZE = ['second', '--title', 'Second', '--summary', 'More.', '--as-of', '2025-12-01'];

describe('a freeze', () => {
  const made = (folder: string) => join(folder, 'editions/second');
  const freeze = (folder: string, env: Record<string, string> = {}, on = '2025-12-01') =>
    node('freeze', [...FREEZE, '--frozen-on', on, '--content', folder], env);
  const frozen = join(scratch, 'frozen');
  const folder = () => {
    const copy = join(temporaryFolder(), 'content');
    cpSync(frozen, copy, { recursive: true });
    return copy;
  };
  let before = '';

  beforeAll(() => {
    cpSync(content, frozen, { recursive: true });
    expect(freeze(frozen).stderr).toBe('');
    before = sumsOf(made(frozen));
    // What is frozen next is something else.
    const finding = join(frozen, 'findings/conv-hangs.yaml');
    writeFileSync(finding, `${readFileSync(finding, 'utf8')}gap: A log.\n`);
    return () => {
      rmSync(frozen, { recursive: true });
    };
  }, 180_000);

  test('killed at its very end is seen by every check, and the next one brings the edition back', () => {
    const copy = folder();
    const fault: Fault = { call: 'renameSync', path: 'second-next$', nth: 1, then: 'die-before' };
    expect(freeze(copy, injected(fault)).signal).toBe('SIGKILL');
    expect(existsSync(made(copy))).toBe(false);
    expect(readArchive(copy).problems.map(formatProblem)).toEqual([
      `content/editions/second  [freeze-cut-off]
  A freeze of the edition "second" was cut off at its very end; what was there before is in .second-old.
  Freeze the draft again, which brings it back first, or rename that folder yourself.`,
    ]);
    // This one ends before it writes anything.
    expect(freeze(copy, {}, '2025-11-30').status).toBe(2);
    const again = freeze(copy);
    expect([again.status, again.stderr]).toEqual([0, '']);
    expect(sumsOf(made(copy))).not.toBe(before);
    expect(readdirSync(join(copy, 'editions')).toSorted()).toEqual(['first', 'second']);
    expect(readArchive(copy).problems).toEqual([]);
  }, 180_000);

  test('on a full disk leaves the draft as it was', () => {
    const copy = folder();
    const path = 'second-next/facts/';
    const fault: Fault = { call: 'writeFileSync', path, nth: 3, then: 'ENOSPC' };
    const { status, stderr } = freeze(copy, injected(fault));
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /\[not-built\]\n {2}The system refused: ENOSPC: injected.*\n {2}Make room.*\n\nNothing was frozen\.\n$/,
    );
    expect(sumsOf(made(copy))).toBe(before);
    expect(readdirSync(join(copy, 'editions')).toSorted()).toEqual(['first', 'second']);
  }, 180_000);

  test('beside another of the same edition does not begin', () => {
    const copy = folder();
    const lock = join(copy, 'editions/.second-lock');
    writeFileSync(lock, JSON.stringify({ pid: 1, host: 'elsewhere.example' }));
    const { status, stderr } = freeze(copy);
    expect(status).toBe(1);
    expect(stderr).toContain('[busy]\n  Another process is writing here: number 1 on elsewhere.');
    expect(sumsOf(made(copy))).toBe(before);
  });

  test('with the clock set back is refused', () => {
    const copy = folder();
    const early = freeze(copy, {}, '2025-11-30');
    expect([early.status, early.stderr]).toEqual([
      2,
      'error: an edition that is made on 2025-11-30 cannot speak for 2025-12-01, a later day\n',
    ]);
    const args = ['third', '--title', 'T', '--summary', 'S', '--as-of', '2025-11-10'];
    const third = node('freeze', [...args, '--frozen-on', '2025-11-20', '--content', copy]);
    expect([third.status, third.stderr]).toEqual([
      2,
      'error: edition second was made on 2025-12-01: is 2025-11-20 today’s date?\n',
    ]);
    expect(sumsOf(made(copy))).toBe(before);
  });
});

describe('ingest', () => {
  const CASE =
    '<testsuite name="s" timestamp="2025-11-06T10:00:00"><testcase name="a"/></testsuite>';
  const ready = () => {
    const copy = join(temporaryFolder(), 'content');
    cpSync(content, copy, { recursive: true });
    const report = join(temporaryFolder(), 'report.xml');
    writeFileSync(report, CASE);
    return { copy, args: ['--content', copy, report], before: sumsOf(copy) };
  };

  test('on a full disk adds nothing, and does so once there is room', () => {
    const { copy, args, before } = ready();
    const full = node('ingest', args, injected({ call: 'write', nth: 1, then: 'ENOSPC' }));
    expect(full.status).toBe(1);
    expect(full.stderr).toMatch(
      /\[not-written\]\n {2}This file could not be written: ENOSPC: injected.*\n {2}Remove the cause and ingest again/,
    );
    rmSync(join(copy, '.incoming'), { recursive: true, force: true });
    expect(sumsOf(copy)).toBe(before);
    expect(node('ingest', args).status).toBe(0);
    expect(sumsOf(copy).length).toBeGreaterThan(before.length);
  });

  test('where it may not write says so', () => {
    const { copy, args, before } = ready();
    // A file in the place of a folder refuses root too.
    writeFileSync(join(copy, '.incoming'), '');
    const { status, stderr } = node('ingest', args);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /\[not-written\]\n {2}This file could not be written: E(?:EXIST|NOTDIR): /,
    );
    rmSync(join(copy, '.incoming'));
    expect(sumsOf(copy)).toBe(before);
  });

  test('with the clock set back makes the same record', () => {
    const one = ready();
    const other = ready();
    expect(node('ingest', one.args).status).toBe(0);
    expect(node('ingest', other.args, { CLOCK: '1970-01-01T00:00:00Z' }).status).toBe(0);
    expect(sumsOf(other.copy)).toBe(sumsOf(one.copy));
  });
});
