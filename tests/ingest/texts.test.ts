import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochMoment, momentIn } from '../../src/ingest/file-moment.ts';
import { graver, KeptText } from '../../src/ingest/kept-text.ts';
import { KEPT_TEXT } from '../../src/ingest/limits.ts';
import { LocalIds, slug } from '../../src/ingest/local-id.ts';
import { countIn, numberIn, secondsToMs } from '../../src/ingest/number-text.ts';
import { cut, hasEscapes, oneLine, plain } from '../../src/ingest/plain.ts';
import { type Telling, tellingText } from '../../src/ingest/telling-text.ts';
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

test.each([
  ['\u001b[31mred', true],
  ['\u009b31mred', true],
  ['#x1B[31mred', true],
  ['#x1B is no sequence', false],
  ['red', false],
  ['', false],
])('that %j holds escape sequences is %j', (text, expected) => {
  expect(hasEscapes(text)).toBe(expected);
});

test('one line has single spaces, and a sign where it was cut, between characters', () => {
  expect(oneLine(' a \n\n b\t\u001b[1mc\r\n')).toBe('a b c');
  expect(oneLine('abcde', 5)).toBe('abcde');
  expect(oneLine('abcdef', 5)).toBe('abcd…');
  expect(oneLine('a  b  c  d', 10)).toBe('a b c d');
  expect(oneLine(`${'x'.repeat(499)}yz`)).toBe(`${'x'.repeat(499)}…`);
  expect(cut('ab cd', 4)).toBe('ab…');
  expect(cut(' abcd', 4)).toBe(' ab…');
  expect(cut('a😀bc', 3)).toBe('a…');
  expect(cut('a😀bc', 4)).toBe('a😀…');
  // The first and the last lead of a pair, and their neighbours.
  expect(['\ud800', '\udbff', '\ud7ff', '\udc00'].map((unit) => cut(`a${unit}bcd`, 3))).toEqual([
    'a…',
    'a…',
    'a\ud7ff…',
    'a\udc00…',
  ]);
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
    ['2026-13-01T10:00:00Z', undefined],
    ['2026-03-04T24:00:00Z', undefined],
    ['2026-03-04 10:00:00 UTC', { utc: '2026-03-04T10:00:00Z' }],
    ['2026-03-04t10:00:00,25z', { utc: '2026-03-04T10:00:00.25Z' }],
    ['x2026-03-04T10:00:00Z', undefined],
    ['2026-03-04T10:00:00Zx', undefined],
    ['2026-03-04T10:00:00+99:99', undefined],
    ['1990-01-01T00:00:00Z', { utc: '1990-01-01T00:00:00Z' }],
    ['2200-12-31T23:59:59', { local: '2200-12-31T23:59:59' }],
    // Go’s zero, a clock that was never set, and what no runner means.
    ['0001-01-01T00:00:00Z', undefined],
    ['1970-01-01T00:00:00Z', undefined],
    ['1989-12-31T23:59:59', undefined],
    ['2201-01-01T00:00:00Z', undefined],
    ['9999-12-31T23:59:59-12:00', undefined],
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
    [1e300, undefined],
    [NaN, undefined],
    [631152000, { utc: '1990-01-01T00:00:00Z', seconds: true }],
    [631151999, undefined],
    [7289654399000, { utc: '2200-12-31T23:59:59Z', seconds: false }],
    [7289654400000, undefined],
  ])('%d', (value, moment) => {
    expect(epochMoment(value)).toEqual(moment);
  });
});

test.each([
  [' 7 ', 7],
  ['1,234,567', 1234567],
  ['12,345.67', 12345.67],
  ['123,456', 123456],
  ['+1', 1],
  ['-2.5', -2.5],
  ['1.', 1],
  ['1e-3', 0.001],
  ['1E+12', 1e12],
  ['1234,567', undefined],
  ['1,23', undefined],
  ['1,234.', undefined],
  ['1,234.5x', undefined],
  ['x1,234', undefined],
  ['x1', undefined],
  ['1x', undefined],
  ['e5', undefined],
  ['1e400', undefined],
  ['.', undefined],
  [undefined, undefined],
])('%j is the number %j', (text, expected) => {
  expect(numberIn(text)).toBe(expected);
});

test('counts begin at 0, and are exact', () => {
  expect(['0', ' 12 ', '1e3', '9007199254740993', 'x'].map(countIn)).toEqual([
    0,
    12,
    1000,
    undefined,
    undefined,
  ]);
  expect(countIn(undefined)).toBeUndefined();
});

test('milliseconds are computed in decimal', () => {
  expect([0.57, 1.005, 0, 1e-9, 2].map(secondsToMs)).toEqual([570, 1005, 0, 1e-6, 2000]);
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

  test('hold letters and digits of ASCII, whatever they were', () => {
    expect(slug('É Ünïcode_Ⅳ')).toBe('e-unicode-iv');
    expect(slug('--a//b--')).toBe('a-b');
    expect(slug('—')).toBe('');
    expect(new LocalIds().take('—', 'test-3')).toBe('test-3');
  });

  test('of names that are suffixed already stay apart', () => {
    const ids = new LocalIds();
    expect(['a-2', 'a', 'a', 'a', 'a-2'].map((name) => ids.take(name, 'x'))).toEqual([
      'a-2',
      'a',
      'a-3',
      'a-4',
      'a-2-2',
    ]);
  });

  test('of 90 units are whole, and longer ones begin at a word', () => {
    expect(slug('a'.repeat(90))).toBe('a'.repeat(90));
    expect(slug('a'.repeat(91))).toBe('a'.repeat(90));
    expect(slug(`${'x'.repeat(20)} ${'y'.repeat(80)}`)).toBe('y'.repeat(80));
    expect(slug(`${'x'.repeat(20)} ${'y'.repeat(89)}`)).toBe('y'.repeat(89));
    expect(slug(`x ${'y'.repeat(40)} ${'z'.repeat(40)}`)).toBe(
      `x-${'y'.repeat(40)}-${'z'.repeat(40)}`,
    );
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

test('a short text is kept as it is, and nothing is nothing', () => {
  const empty = new KeptText('stderr');
  expect(empty.isEmpty).toBe(true);
  expect(empty.done()).toEqual({
    ...{ kind: 'stderr', text: '', cut: 0, from: 0, to: 0 },
    telling: undefined,
  });
  empty.add('', 5, 5);
  expect(empty.isEmpty).toBe(true);
  empty.add('a', 7, 9);
  empty.add('', 9, 9);
  expect(empty.isEmpty).toBe(false);
  expect(empty.done()).toEqual({
    ...{ kind: 'stderr', text: 'a', cut: 0, from: 5, to: 9 },
    telling: undefined,
  });
});

test('in the midst of a long text lines are kept that tell of a crash, or what somebody asks for', () => {
  const kept = (line: string, tells?: (line: string) => string | undefined) => {
    const text = new KeptText('log', tells);
    const well = 'all is well\n'.repeat(5000);
    for (const part of [well, `${line}\n`, well]) text.add(part, 0, 1);
    return text.done();
  };
  expect(kept('Segmentation fault').text).toContain('\nSegmentation fault\n');
  expect(kept('GPU reset begin!').text).not.toContain('GPU reset');
  const resets = (line: string) => /GPU reset/.exec(line)?.[0];
  expect(kept('GPU reset begin!', resets).text).toContain('\nGPU reset begin!\n');
  expect(kept('Segmentation fault', resets).text).toContain('\nSegmentation fault\n');
  const { text, cut: bytes } = kept('Segmentation fault');
  const said = /, (\d+) bytes left out/.exec(text)?.[1];
  expect(String(bytes)).toBe(said);
});

test('a crash outweighs a hang, and of two alike the first stands', () => {
  const telling = (outcome: 'hang' | 'crash', matched: string): Telling => ({
    ...{ outcome, matched, signature: false },
  });
  const [hang, other] = [telling('hang', 'a'), telling('hang', 'b')];
  const [crash, second] = [telling('crash', 'c'), telling('crash', 'd')];
  expect(graver(undefined, undefined)).toBeUndefined();
  expect(graver(hang, undefined)).toBe(hang);
  expect(graver(undefined, crash)).toBe(crash);
  expect(graver(hang, other)).toBe(hang);
  expect(graver(hang, crash)).toBe(crash);
  expect(graver(crash, hang)).toBe(crash);
  expect(graver(crash, second)).toBe(crash);
});
