import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { takeLock } from '../scripts/lock.ts';
import { temporaryFolder } from './content-copy.ts';

const MODULE = join(import.meta.dirname, '../scripts/lock.ts');

/** A process that takes the lock, or says who has it; before and then it does what the test says. */
function taker(file: string, then = '', before = '') {
  const code = `
    import { takeLock } from ${JSON.stringify(MODULE)};
    ${before}
    const holder = takeLock(${JSON.stringify(file)});
    if (holder) { console.log('held by ' + holder.pid); process.exit(3); }
    console.log('taken');
    ${then}`;
  return ['--input-type=module', '--eval', code] as const;
}

const run = (file: string, then?: string) =>
  spawnSync(process.execPath, taker(file, then), { encoding: 'utf8' });

/** What a lock says that a process left which is not there any more. */
function gone(): string {
  const { pid } = spawnSync(process.execPath, ['--eval', '']);
  return JSON.stringify({ pid, host: hostname() });
}

describe('a lock', () => {
  test('is taken once, and given back at the end', () => {
    const file = join(temporaryFolder(), '.x-lock');
    const { stdout } = run(
      file,
      `console.log(takeLock(${JSON.stringify(file)}).pid === process.pid)`,
    );
    expect(stdout).toBe('taken\ntrue\n');
    expect(existsSync(file)).toBe(false);
    expect(run(file).stdout).toBe('taken\n');
  });

  test('of a running process holds, and names it', async () => {
    const file = join(temporaryFolder(), '.x-lock');
    const holder = spawn(process.execPath, taker(file, 'setInterval(() => {}, 1000)'));
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    expect(run(file)).toMatchObject({ status: 3, stdout: `held by ${holder.pid ?? 0}\n` });
    const ended = new Promise((resolve) => holder.once('exit', resolve));
    holder.kill('SIGKILL');
    await ended;
    expect(existsSync(file)).toBe(true);
    expect(run(file)).toMatchObject({ status: 0, stdout: 'taken\n' });
  });

  test.each([
    ['a process that is gone', gone],
    [
      'another process with the same number',
      () => JSON.stringify({ pid: process.pid, host: hostname(), birth: 'an earlier boot' }),
    ],
    ['nobody', () => ''],
    ['something else', () => '{"pid":"1"}'],
    ['all processes of a group', () => JSON.stringify({ pid: -1, host: hostname() })],
  ])('of %s counts for nothing', (_, text) => {
    const file = join(temporaryFolder(), '.x-lock');
    writeFileSync(file, text());
    expect(run(file)).toMatchObject({ status: 0, stdout: 'taken\n' });
  });

  test('of another machine holds, since nothing is known of it', () => {
    const file = join(temporaryFolder(), '.x-lock');
    const holder = { pid: 1, host: 'elsewhere.example' };
    writeFileSync(file, JSON.stringify(holder));
    expect(takeLock(file)).toEqual(holder);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(holder);
  });

  test('that somebody else has by now is not removed at the end', () => {
    const file = join(temporaryFolder(), '.x-lock');
    const other = JSON.stringify({ pid: 1, host: 'elsewhere.example' });
    run(
      file,
      `(await import('node:fs')).writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(other)})`,
    );
    expect(readFileSync(file, 'utf8')).toBe(other);
  });

  test('that was being taken away by a process that was killed is taken all the same', () => {
    const folder = temporaryFolder();
    const file = join(folder, '.x-lock');
    writeFileSync(file, gone());
    writeFileSync(`${file}-removal`, gone());
    expect(run(file)).toMatchObject({ status: 0, stdout: 'taken\n' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that another is taking away is that one’s', () => {
    const folder = temporaryFolder();
    const file = join(folder, '.x-lock');
    const other = { pid: 1, host: 'elsewhere.example' };
    writeFileSync(file, gone());
    writeFileSync(`${file}-removal`, JSON.stringify(other));
    expect(takeLock(file)).toEqual(other);
    expect(readdirSync(folder).toSorted()).toEqual(['.x-lock', '.x-lock-removal']);
  });

  test('left by a killed process is taken by one of many that want it at once', async () => {
    const folder = temporaryFolder();
    const file = join(folder, '.x-lock');
    const start = join(temporaryFolder(), 'start');
    const ready = `console.log('ready'); while (!existsSync(${JSON.stringify(start)})) {}`;
    const code = `import { existsSync } from 'node:fs'; ${ready}`;
    for (let round = 0; round < 3; round += 1) {
      rmSync(start, { force: true });
      writeFileSync(file, gone());
      const many = Array.from({ length: 6 }, () => {
        const child = spawn(process.execPath, taker(file, 'setTimeout(() => {}, 1500)', code));
        const told = { text: '' };
        child.stdout.on('data', (part: Buffer) => (told.text += part.toString()));
        return { told, ended: new Promise((resolve) => child.once('close', resolve)) };
      });
      await expect
        .poll(() => many.every(({ told }) => told.text !== ''), { timeout: 30_000 })
        .toBe(true);
      writeFileSync(start, '');
      await Promise.all(many.map(({ ended }) => ended));
      const said = many.map(({ told }) => told.text.replace('ready\n', ''));
      expect(said.filter((text) => text === 'taken\n')).toHaveLength(1);
      expect(said.filter((text) => text.startsWith('held by'))).toHaveLength(5);
    }
    expect(readdirSync(folder)).toEqual([]);
  });
});
