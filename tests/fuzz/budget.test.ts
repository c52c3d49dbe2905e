import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { runs } from './budget.ts';

const TESTS = join(import.meta.dirname, '..');

test('every property test has the seed that was said, and runs longer where that is asked for', () => {
  expect(fc.readConfigureGlobal().seed).toBe(inject('seed'));
  expect(runs(2_000_000)).toEqual({ numRuns: 2_000_000 });
  const files = readdirSync(TESTS, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.test.ts'),
  );
  const texts = files.map((file) => [file, readFileSync(join(TESTS, file), 'utf8')] as const);
  const properties = texts.filter(([, text]) => text.includes("from 'fast-check'"));
  expect(properties.length).toBeGreaterThan(20);
  const without = properties.filter(([, text]) => !/^import .*\/budget\.ts';$/m.test(text));
  expect(without.map(([file]) => file)).toEqual([]);
});
