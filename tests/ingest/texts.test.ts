import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochMoment, momentIn } from '../../src/ingest/file-moment.ts';
import { KeptText } from '../../src/ingest/kept-text.ts';
import { KEPT_TEXT } from '../../src/ingest/limits.ts';
import { LocalIds, slug } from '../../src/ingest/local-id.ts';
import { countIn, numberIn, secondsToMs } from '../../src/ingest/number-text.ts';
import { oneLine, plain } from '../../src/ingest/plain.ts';
import { tellingText } from '../../src/ingest/telling-text.ts';
import { ID_FORM } from '../../src/schema/id-form.ts';
import '../fuzz/budget.ts';

test.each([
  ['Failed: Timeout >5.0s', 'hang', 'Timeout >5.0s'],
  ['Failed: Timeout (>10.0s) from pytest-timeout.', 'hang', 'Timeout (>10.0s'],
  [
    'java.lang.Exception: test timed out after 1000 milliseconds',
    'hang',
    'test timed out after 1000 milliseconds',
  ],
  ["worker 'gw12' crashed while running 'a'", 'crash', "worker 'gw12' crashed while running"],
  ['subprocess died with <Signals.SIGABRT: 6>', 'crash', 'died with <Signals.SIGABRT'],
  ['Segmentation fault (core dumped)', 'crash', 'Segmentation fault'],
  ['a GPU Hang was mentioned', undefined, undefined],
  ['Timed out 5000ms waiting for a button', undefined, undefined],
  ['Network Timeout', undefined, undefined],
  ['HSA_STATUS_ERROR_OUT_OF_RESOURCES', undefined, undefined],
])('%s: %s', (text, outcome, matched) => {
  const telling = tellingText(text);
  expect([telling?.outcome, telling?.matched]).toEqual([outcome, matched]);
});

test.each([
  ['\u001b[31;1mred\u001b[0m', 'red'],
  ['#x1B[31mred#x1B[0m', 'red'],
  ['\u001b]8;;https://example.org\u0007link\u001b]8;;\u001b\\', 'link'],
  ['a\r\nb\rc', 'a\nb\nc'],
  ['bell\u0007', 'bell\ufffd'],
  ['\u009b31mred', 'red'],
  ['tab\tstays', 'tab\tstays'],
])('%j is plainly %j', (text, expected) => {
  expect(plain(text)).toBe(expected);
});

test('plain text has nothing left that moves a cursor', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      // eslint-disable-next-line no-control-regex
      expect(plain(text)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      expect(oneLine(text)).not.toContain('\n');
      expect(oneLine(text).length).toBeLessThanOrEqual(500);
    }),
  );
});

describe('moments', () => {
  test.each([
    ['2026-03-04T10:00:00Z', { utc: '2026-03-04T10:00:00Z' }],
    ['2026-03-04 10:00:00.5+0100', { utc: '2026-03-04T09:00:00.5Z' }],
    ['2026-03-04T10:00-05:30', { utc: '2026-03-04T15:30:00Z' }],
    ['2026-03-04T10:00:00', { local: '2026-03-04T10:00:00' }],
    ['2026-02-30T10:00:00Z', undefined],
    ['04.03.2026', undefined],
    ['', undefined],
  ])('%s', (text, moment) => {
    expect(momentIn(text)).toEqual(moment);
  });

  test.each([
    [1772618400000, { utc: '2026-03-04T10:00:00Z', seconds: false }],
    [1772618400.25, { utc: '2026-03-04T10:00:00.250Z', seconds: true }],
    [0, undefined],
    [-5, undefined],
    [1e18, undefined],
  ])('%d', (value, moment) => {
    expect(epochMoment(value)).toEqual(moment);
  });
});

test('numbers of reports', () => {
  expect(['1.5', '1,234.5', '.25', '1e3', '', 'soon', '1,5', 'NaN'].map(numberIn)).toEqual([
    1.5,
    1234.5,
    0.25,
    1000,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(['3', '-1', '1.5'].map(countIn)).toEqual([3, undefined, undefined]);
  expect(secondsToMs(0.216)).toBe(216);
});

describe('ids', () => {
  test('have the form of one, and are all different', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 30 }),
        (names) => {
          const ids = new LocalIds();
          const given = names.map((name, index) => ids.take(name, `test-${index}`));
          expect(new Set(given).size).toBe(names.length);
          for (const id of given) expect(id.length <= 100 && ID_FORM.test(id)).toBe(true);
        },
      ),
    );
  });

  test('five thousand times the same name', () => {
    const ids = new LocalIds();
    const given = Array.from({ length: 5000 }, () => ids.take('a', 'x'));
    expect([given[0], given[1], given.at(-1)]).toEqual(['a', 'a-2', 'a-5000']);
  });

  test('of a long name keep its end', () => {
    expect(slug(`${'module.'.repeat(30)}test_conv[3x3]`)).toMatch(/^module-.*-test-conv-3x3$/);
    expect(slug('../../etc/passwd')).toBe('etc-passwd');
  });
});

test('of a long text the beginning and the end are kept, and what it tells', () => {
  const text = new KeptText('stdout');
  text.add('begin\n', 10, 16);
  for (let n = 0; n < 10_000; n += 1) text.add('all is well\n', 16, 20);
  text.add('Segmentation fault\n', 20, 40);
  for (let n = 0; n < 10_000; n += 1) text.add('all is well\n', 40, 50);
  text.add('end\n', 50, 54);
  const output = text.done();
  expect(output.text).toMatch(/^begin\n/);
  expect(output.text).toMatch(/\nend\n\[\d+ lines, \d+ bytes left out where \[…\] stands\]$/);
  expect(output.text.length).toBeLessThan(KEPT_TEXT + 10);
  expect([output.from, output.to, output.telling?.outcome]).toEqual([10, 54, 'crash']);
});
