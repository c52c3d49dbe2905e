import { describe, expect, test } from 'vitest';
import { LIMITS, readFile, recordOf } from '../../src/ingest/index.ts';
import { tellingText } from '../../src/ingest/telling-text.ts';
import { plain } from '../../src/ingest/plain.ts';
import { repeated } from './byte-stream.ts';

const SUITE = '<testsuite name="x" timestamp="2026-03-04T10:00:00Z"><testcase name="a">';
const CTRF = '{"reportFormat": "CTRF", "results": {"tests": [';
const GIGABYTE = 1024 ** 3;

/** Reads, and says how many MiB the heap and its buffers grew at most meanwhile. */
async function measured(bytes: AsyncIterable<Uint8Array>) {
  const used = () => {
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / 1024 ** 2;
  };
  const before = used();
  let most = before;
  async function* watched() {
    for await (const chunk of bytes) {
      most = Math.max(most, used());
      yield chunk;
    }
  }
  const reading = await readFile(watched(), 'hostile');
  return { reading, grown: most - before };
}

describe('a file without end is refused by a limit, in bounded memory', () => {
  test.each([
    ['CDATA', `${SUITE}<system-out><![CDATA[`, 'x'.repeat(1000), 'pieceBytes'],
    ['text', `${SUITE}<system-out>`, 'lorem ipsum ', 'pieceBytes'],
    ['a comment', `${SUITE}<!--`, 'lorem ipsum ', 'pieceBytes'],
    ['an attribute', `${SUITE}<failure message="`, 'lorem ipsum ', 'pieceBytes'],
    ['a tag name', `${SUITE}<`, 'lorem', 'pieceBytes'],
    ['an entity', `${SUITE}&`, 'lorem', 'pieceBytes'],
    ['a document type', '<!DOCTYPE testsuite [', '<!ENTITY a "b">', undefined],
    ['attributes', `${SUITE}<failure`, ' a="b"', 'attributes'],
    ['elements inside one another', SUITE, '<a>', 'depth'],
    ['a JSON text', `${CTRF}{"name": "`, 'lorem ipsum ', 'pieceBytes'],
    ['a JSON test', `${CTRF}{"name": [`, '"",', 'itemValues'],
    ['JSON lists inside one another', CTRF, '[', 'depth'],
    ['JSON objects inside one another', `${CTRF}{"a":`, '{"a":', 'depth'],
    ['a JSON number', `${CTRF}{"name": 1`, '1234567890', 'pieceBytes'],
    ['invalid bytes', `${SUITE}<system-out>`, '', 'invalidBytes'],
  ] as const)(
    '%s',
    async (_, begin, part, limit) => {
      const endless = part === '' ? invalid(begin) : repeated(begin, part, GIGABYTE / part.length);
      const { reading, grown } = await measured(endless);
      expect(reading).toMatchObject({ kind: 'refused' });
      if (reading.kind !== 'refused') return;
      if (limit === undefined) expect(reading.problem.code).toBe('unknown-format');
      else expect(reading.problem.says).toContain(`at most ${LIMITS[limit]} `);
      expect(grown).toBeLessThan(400);
    },
    60_000,
  );
});

async function* invalid(begin: string): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield new TextEncoder().encode(begin);
  yield new TextEncoder().encode('all is well\n'.repeat(100_000));
  for (;;) yield new Uint8Array(65_536).fill(0xff);
}

test('output of 60 MB in many elements is read in bounded memory', async () => {
  const output = `<system-out>${'all is well\n'.repeat(1000)}</system-out>`;
  const bytes = repeated(SUITE, output, 5000, '</testcase></testsuite>');
  const { reading, grown } = await measured(bytes);
  expect(reading).toMatchObject({ kind: 'reported', reported: { planned: 1 } });
  expect(grown).toBeLessThan(500);
});

test('a line of TAP without end is passed over', async () => {
  const { reading, grown } = await measured(repeated('1..1\nok 1\n# ', 'x'.repeat(999), 50_000));
  expect(reading).toMatchObject({ kind: 'reported', reported: { planned: 1 } });
  expect(grown).toBeLessThan(300);
});

test('subtests of TAP inside one another end at a limit', async () => {
  const lines = Array.from({ length: 400 }, (_, n) => `${'    '.repeat(n)}# Subtest: a\n`);
  const reading = await readFile(repeated('TAP version 14\n', lines.join(''), 1), 'deep.tap');
  expect(reading).toMatchObject({ kind: 'refused', problem: { code: 'beyond-limit' } });
});

test('groups of KTAP inside one another end at a limit', async () => {
  const lines = Array.from({ length: 400 }, (_, n) => `${'  '.repeat(n)}KTAP version 1\n`);
  const reading = await readFile(repeated('', lines.join(''), 1), 'deep.log');
  expect(reading).toMatchObject({ kind: 'refused', problem: { code: 'beyond-limit' } });
});

test('more test points of TAP than are read', async () => {
  const points = repeated('TAP version 13\n', 'ok\n', LIMITS.tapPoints + 1);
  const { reading, grown } = await measured(points);
  expect(reading).toMatchObject({ kind: 'refused', problem: { code: 'beyond-limit' } });
  expect(grown).toBeLessThan(1500);
});

test('no key and no name changes what all objects share', async () => {
  const test = '{"name": "__proto__", "status": "passed", "__proto__": {"polluted": 1}}';
  const results = `"summary": {"start": 1772618400000, "__proto__": {"polluted": 1}}, "tests": [${test}]`;
  const text = `{"__proto__": {"polluted": 1}, "results": {"tool": {"name": "x"}, ${results}}}`;
  const reading = await readFile(repeated(text, ' ', 0), 'proto.json');
  if (reading.kind !== 'reported') throw new Error('not read');
  const recorded = recordOf(reading.reported, {}, { sha256: 'a'.repeat(64), bytes: 1 });
  expect(recorded?.run.results.map(({ id, outcome }) => [id, outcome])).toEqual([
    ['proto', 'pass'],
  ]);
  expect('polluted' in {}).toBe(false);
});

test.each([
  ["worker '", 200_000],
  ['Timeout >', 200_000],
  ['Timeout (> 1', 200_000],
  ['terminated by signal', 100_000],
  ['\u001b]', 200_000],
  ['\u001b[', 200_000],
  ['#x1B[', 200_000],
  ['test timed out after 1', 100_000],
])('texts of %j without end are searched in good time', (part, times) => {
  const text = part.repeat(times);
  const started = performance.now();
  tellingText(text);
  plain(text);
  expect(performance.now() - started).toBeLessThan(3000);
});
