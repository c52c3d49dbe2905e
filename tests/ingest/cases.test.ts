import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { type Intake, takeIn } from '../../scripts/ingest/intake.ts';
import { formatProblems } from '../../scripts/ingest/report.ts';
import { openStore } from '../../scripts/ingest/store.ts';
import type { Context } from '../../src/schema/context.ts';
import type { Run } from '../../src/schema/run.ts';
import { contentCopy } from '../content-copy.ts';

/**
 * Each folder below `tests/cases/` is one case: `record.json` with its evidence files, or a `report` of
 * whatever ending, goes in; out comes `run.json` or `problems.txt`. `content/` beside it, if any, is there
 * beforehand, and `options.json` holds the options. What comes out instead of what is expected is left in
 * `reports/cases/`.
 */
const CASES = join(import.meta.dirname, '../cases');
const CHANGED = join(import.meta.dirname, '../../reports/cases');

const names = readdirSync(CASES);

test('there are cases', () => {
  expect(names.length).toBeGreaterThanOrEqual(16);
});

test.each(names)('%s', async (name) => {
  const folder = join(CASES, name);
  const content = contentCopy();
  if (existsSync(join(folder, 'content'))) {
    cpSync(join(folder, 'content'), content, { recursive: true });
  }
  const options = existsSync(join(folder, 'options.json'))
    ? (JSON.parse(readFileSync(join(folder, 'options.json'), 'utf8')) as {
        strict?: boolean;
        context?: Context;
      })
    : {};
  const { context = {}, strict = false } = options;
  const take = (file: string) =>
    takeIn(file, openStore(content), { dryRun: false, strict, context });

  const input = readdirSync(folder).find((file) => /^(?:record|report)\./.test(file)) ?? '';
  const intake = await take(join(folder, input));
  expectFile(folder, resultOf(intake, folder, content));

  if (intake.path === undefined) return;
  expect(await take(join(folder, input))).toMatchObject({ status: 'unchanged', problems: [] });
  const again = await take(intake.path);
  expect(again).toMatchObject({ status: 'unchanged', problems: [], deviations: [], evidence: [] });
  for (const { path, sha256, bytes } of recordIn(intake.path).evidence) {
    if (path === undefined) continue;
    const file = readFileSync(join(content, path));
    expect(createHash('sha256').update(file).digest('hex')).toBe(sha256);
    if (bytes !== undefined) expect(file.length).toBe(bytes);
  }
});

function recordIn(file: string): Pick<Run, 'evidence'> {
  const record = JSON.parse(readFileSync(file, 'utf8')) as Partial<Run>;
  return { evidence: record.evidence ?? [] };
}

interface Expectation {
  readonly file: 'run.json' | 'problems.txt';
  readonly text: string;
}

function resultOf(intake: Intake, folder: string, content: string): Expectation {
  if (intake.path !== undefined) {
    return { file: 'run.json', text: readFileSync(intake.path, 'utf8') };
  }
  const text = `${formatProblems(intake)}\n`;
  return {
    file: 'problems.txt',
    text: text.replaceAll(`${folder}/`, '').replaceAll(`${content}/`, 'content/'),
  };
}

function expectFile(folder: string, { file, text }: Expectation): void {
  const found = readdirSync(folder).filter((one) => one === 'run.json' || one === 'problems.txt');
  const path = join(folder, file);
  const expected = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  if (expected !== text && process.env['CI'] === undefined) {
    const changed = join(CHANGED, `${folder.slice(CASES.length + 1)}-changed`, file);
    mkdirSync(dirname(changed), { recursive: true });
    writeFileSync(changed, text);
  }
  expect(found, 'exactly one expectation').toEqual([file]);
  expect(text).toBe(expected);
}
