import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExcerptBuilder, excerptOf } from '../../src/ingest/excerpt.ts';
import { MAX_EXCERPT_BYTES } from '../../src/schema/run.ts';
import '../fuzz/budget.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text).length;
const tells = (line: string) => /ERROR-\w/.exec(line)?.[0];
const words = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => `line ${from + index} of a log`);

test('a text that fits is kept as it is', () => {
  const text = 'a\r\n\n' + 'ä'.repeat(8000);
  expect(excerptOf(text, tells)).toEqual({ text, truncated: false, cut: { lines: 0, bytes: 0 } });
});

test('of a long one the ends and the telling lines with their neighbours are kept', () => {
  const lines = [...words(5000), 'ERROR-A here', ...words(5000, 5001)];
  const { text, truncated, cut } = excerptOf(lines.join('\n'), tells);
  expect(truncated).toBe(true);
  expect(bytesOf(text)).toBeLessThanOrEqual(MAX_EXCERPT_BYTES);
  expect(text.startsWith('line 1 of a log\nline 2 of a log\n')).toBe(true);
  expect(text).toContain(
    ['[…]', ...words(3, 4998), 'ERROR-A here', ...words(3, 5001), '[…]'].join('\n'),
  );
  const end = text.split('\n').slice(-3);
  expect(end.slice(0, 2)).toEqual(['line 9999 of a log', 'line 10000 of a log']);
  const kept = text.split('\n').filter((line) => !line.startsWith('[')).length;
  expect(cut.lines).toBe(lines.length - kept);
  expect(end[2]).toBe(`[${cut.lines} lines, ${cut.bytes} bytes left out where […] stands]`);
});

test('the bytes kept and the bytes cut are all there were', () => {
  const text = words(3000).join('\n') + '\n';
  const { text: kept, cut } = excerptOf(text);
  const shown = kept.split('\n').filter((line) => !line.startsWith('['));
  expect(bytesOf(shown.join('\n')) + 1 + cut.bytes).toBe(bytesOf(text));
});

test('what is told a thousand times does not push out what is told once', () => {
  const lines = [
    ...words(1000),
    ...words(1000).map((line) => `${line} ERROR-A`),
    'ERROR-B',
    ...words(1000),
  ];
  const { text } = excerptOf(lines.join('\n'), tells);
  expect(text).toContain('\nERROR-B\n');
  expect(text.split('ERROR-A').length - 1).toBeLessThan(12);
});

test('what is told in the midst of one endless line is kept', () => {
  for (const at of [100_000, 2048 * 50 - 3]) {
    const text = `${'x'.repeat(at)}ERROR-A${'y'.repeat(100_000)}`;
    const { text: kept } = excerptOf(text, tells);
    expect(kept.replaceAll('\n', '')).toContain('ERROR-A');
    expect(bytesOf(kept)).toBeLessThanOrEqual(MAX_EXCERPT_BYTES);
  }
});

describe('the shares of an excerpt', () => {
  const line = (letter: string, length = 2000) => letter.repeat(length);
  const kept = (lines: readonly string[], limit = 100) =>
    excerptOf(lines.join('\n'), tells, limit).text.split('\n');

  test('a text of as many bytes as there is room for is whole, of one more it is not', () => {
    const whole = (text: string) => !excerptOf(text, tells, 100).truncated;
    expect([100, 101].map((length) => whole('a'.repeat(length)))).toEqual([true, false]);
    expect([50, 51].map((length) => whole('ä'.repeat(length)))).toEqual([true, false]);
  });

  test('the first lines and the last are kept, and what was cut is counted', () => {
    expect(kept(['a', 'b', 'c'].map((letter) => line(letter)))).toEqual([
      line('a'),
      '[…]',
      line('c'),
      '[1 line, 2001 bytes left out where […] stands]',
    ]);
    expect(kept(['a', 'b', 'c', 'd'].map((letter) => line(letter))).slice(1)).toEqual([
      '[…]',
      line('d'),
      '[2 lines, 4002 bytes left out where […] stands]',
    ]);
    expect(kept([line('a', 50), line('b', 51)])).toEqual([
      line('a', 50),
      line('b', 51),
      '[0 lines, 0 bytes left out where […] stands]',
    ]);
  });

  test('an endless line is cut in parts, with breaks that it does not have where it is cut', () => {
    const text = line('a', 2048) + line('b', 6144) + line('c', 1808);
    expect(kept([text])).toEqual([
      line('a', 2048),
      '[…]',
      line('c', 1808),
      '[0 lines, 6144 bytes left out where […] stands]',
    ]);
    const short = line('a', 2048) + line('b', 900);
    expect(kept([short, 'end'])).toEqual([
      short,
      'end',
      '[0 lines, 0 bytes left out where […] stands]',
    ]);
  });

  test('lines that tell something have so much room, and those before and after them too', () => {
    const told = 'ABCDEFGHIJKL'.split('').map((letter) => `ERROR-${letter} ${line('x', 1492)}`);
    const found = kept(told).map((one) => /^ERROR-(\w)/.exec(one)?.[1] ?? one);
    expect(found).toEqual([
      ...['A', 'B', 'C', 'D', 'E', 'F', 'G', '[…]', 'K', 'L'],
      '[3 lines, 4503 bytes left out where […] stands]',
    ]);
  });

  test('what the first lines tell counts among the times that it is told', () => {
    const some = words(3000);
    const lines = ['ERROR-A 1', 'ERROR-A 2', ...some, 'ERROR-A 3', ...some, 'ERROR-A 4', ...some];
    const found = kept(lines).filter((one) => one.startsWith('ERROR'));
    expect(found).toEqual(['ERROR-A 1', 'ERROR-A 2', 'ERROR-A 3']);
  });
});

describe('whatever the text', () => {
  const line = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 50 }),
    fc.constantFrom('ERROR-A', 'ERROR-B x', 'y'.repeat(5000), 'ü'.repeat(3000), '\n\n'),
  );
  const text = fc.array(line, { maxLength: 60 }).map((lines) => lines.join('\n'));

  test('the excerpt fits', () => {
    fc.assert(
      fc.property(text, (one) => {
        const { text: kept, truncated } = excerptOf(one, tells);
        expect(bytesOf(kept)).toBeLessThanOrEqual(MAX_EXCERPT_BYTES);
        expect(truncated).toBe(kept !== one);
      }),
    );
  });

  test('it makes no difference in what pieces it comes', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(3000), { maxLength: 8 }), (one, lengths) => {
        const builder = new ExcerptBuilder(tells);
        let at = 0;
        for (const length of lengths) {
          builder.add(one.slice(at, at + length));
          at += length;
        }
        builder.add(one.slice(at));
        expect(builder.done()).toEqual(excerptOf(one, tells));
      }),
    );
  });
});
