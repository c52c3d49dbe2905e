import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { syntheticId, syntheticRun } from '../../scripts/bench/synthetic-run.ts';
import { canonical } from '../../src/ingest/canonical.ts';
import { readItems, readLibrary } from '../../src/library.ts';
import { contentCopy, SITE } from '../content-copy.ts';

const ROOT = join(import.meta.dirname, '../..');
const { library } = readItems(join(ROOT, 'content'));
const recipe = { seed: 'test', library };
const runs = Array.from({ length: 60 }, (_, index) => syntheticRun(recipe, index));

function add(...args: string[]) {
  return spawnSync(process.execPath, ['scripts/bench/synthetic-runs.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
}

test('a run is the same every time, whatever else is made', () => {
  expect(canonical(syntheticRun(recipe, 41))).toBe(canonical(runs[41] ?? fail()));
  expect(canonical(syntheticRun({ ...recipe, seed: 'other' }, 41))).not.toBe(
    canonical(runs[41] ?? fail()),
  );
});

test('runs are as rich as real ones', () => {
  for (const run of runs) {
    expect(run.settings).toHaveLength(20);
    expect(new Set(run.settings.map(({ name }) => name)).size).toBe(20);
    expect(run.results).toHaveLength(12);
    expect(run.results.filter(({ command }) => command !== undefined)).toHaveLength(2);
    expect(run.machine.gpus[0]?.family).toBeDefined();
    expect(run.evidence[0]?.excerpt?.split('\n').length).toBeGreaterThan(60);
  }
  const outcomes = new Set(runs.flatMap(({ results }) => results.map(({ outcome }) => outcome)));
  expect(outcomes.size).toBe(9);
  expect(new Set(runs.map(({ time }) => time.start?.slice(0, 4))).size).toBeGreaterThan(5);
  expect(runs.some(({ comparesTo }) => comparesTo !== undefined)).toBe(true);
});

test('some commands and logs stand in many runs, some in one', () => {
  const commands = runs.flatMap(({ results }) =>
    results.flatMap(({ command }) => (command?.text === undefined ? [] : [command.text])),
  );
  const logs = runs.map(({ evidence }) => evidence[0]?.excerpt ?? '');
  for (const texts of [commands, logs]) {
    const counts = [...Map.groupBy(texts, (text) => text).values()].map(({ length }) => length);
    expect(counts.filter((count) => count === 1).length).toBeGreaterThan(texts.length / 4);
    expect(counts.filter((count) => count > 1).length).toBeGreaterThan(0);
  }
});

test('they fit a library, and are never written into content/ or over another file', () => {
  const content = contentCopy();
  expect(add('--runs', '4', '--into', content, '--seed', 'test').status).toBe(0);
  expect(
    add(
      ...['--runs', '1', '--first', '4', '--day', '2026-11-20'],
      ...['--into', content, '--seed', 'test'],
    ),
  ).toMatchObject({ status: 0, stderr: '' });
  const { library: after, problems } = readLibrary(content);
  expect(problems).toEqual([]);
  expect(after?.run.size).toBe(readItems(SITE).library.run.size + 5);
  expect(
    readdirSync(join(content, 'runs/2026')).some((name) => name.startsWith('2026-11-20')),
  ).toBe(true);

  const id = syntheticId({ seed: 'test', library: readItems(SITE).library }, 0);
  const file = join(content, 'runs', id.slice(0, 4), `${id}.json`);
  const before = readFileSync(file, 'utf8');
  const again = add('--runs', '1', '--into', content, '--seed', 'test');
  expect(again.status).toBe(1);
  expect(again.stderr).toBe(`${file} is there already; take another --first or --seed.\n`);
  expect(readFileSync(file, 'utf8')).toBe(before);

  const refused = add('--runs', '1', '--into', 'content');
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain('content is content/ itself, which holds facts.');
});

function fail(): never {
  throw new Error('no such run');
}
