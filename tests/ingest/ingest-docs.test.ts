import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MAX_RECORD_BYTES } from '../../scripts/ingest/file-reading.ts';
import { KEPT_TEXT, KEPT_TEXTS, LIMITS, LINE_LENGTH } from '../../src/ingest/limits.ts';
import { MAX_RESULTS } from '../../src/schema/run.ts';

const ROOT = join(import.meta.dirname, '../..');
const page = readFileSync(join(ROOT, 'docs/ingest.md'), 'utf8');
const sources = readdirSync(join(ROOT, 'src/ingest'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  .join('\n');

const found = (pattern: RegExp) => new Set([...sources.matchAll(pattern)].map(([, code]) => code));

test.each([
  ['rule', found(/\brule: '([a-z-]+)'/g)],
  ['deviation', found(/eviations\.add\(\s*'([a-z0-9-]+)'/g)],
])('every %s is documented', (_, codes) => {
  expect(codes.size).toBeGreaterThan(20);
  expect([...codes].filter((code) => !page.includes(`\`${code ?? ''}\``))).toEqual([]);
});

test('the limits are those of the code', () => {
  const shown = [
    `${LIMITS.fileBytes / 1024 ** 3} GiB`,
    `${MAX_RECORD_BYTES / 1024 ** 2} MiB`,
    `${LIMITS.pieceBytes / 1024 ** 2} MiB`,
    `${KEPT_TEXTS / 1024 ** 2} Mi`,
    ...[
      LIMITS.depth,
      LIMITS.attributes,
      LIMITS.itemValues,
      LIMITS.invalidBytes,
      LIMITS.cases,
      LIMITS.tapPoints,
      LINE_LENGTH,
      KEPT_TEXT,
      MAX_RESULTS,
    ].map((limit) => limit.toLocaleString('en')),
  ];
  expect(shown.filter((one) => !page.includes(one))).toEqual([]);
});
