import { describe, expect, test } from 'vitest';
import { formatSums, parseSums } from '../../src/model/site-sums.ts';

const A = 'a'.repeat(64);
const B = '0123456789abcdef'.repeat(4);
const FILES = [
  { path: 'index.html', bytes: 12, sha256: B },
  { path: '_astro/a b (1).css', bytes: 0, sha256: A },
];
const TEXT = `SHA256 (_astro/a b (1).css) = ${A}
SIZE (_astro/a b (1).css) = 0
SHA256 (index.html) = ${B}
SIZE (index.html) = 12
SIZE (SHA256SUMS) = 259
`;

describe('the list of a site’s files', () => {
  test('has a digest and a size of each, in their order, and its own size', () => {
    expect(formatSums(FILES)).toBe(TEXT);
    expect(TEXT).toHaveLength(259);
    expect(formatSums(FILES.toReversed())).toBe(TEXT);
  });

  test('reads back as it was written, however long', () => {
    for (const count of [0, 1, 2, 8, 9, 10, 99, 1000]) {
      const files = Array.from({ length: count }, (_, n) => ({
        path: `f${String(n).padStart(4, '0')}`,
        bytes: n,
        sha256: A,
      }));
      expect(parseSums(formatSums(files), 'x')).toEqual({ sums: files, problems: [] });
    }
  });

  test.each(['a\nb', 'a\rb', 'a\\b', 'a) = b'])('refuses the path %j', (path) => {
    expect(() => formatSums([{ path, bytes: 1, sha256: A }])).toThrow('can hold the path');
  });

  test('cut off anywhere is broken', () => {
    for (let length = 0; length < TEXT.length; length += 1) {
      const { sums, problems } = parseSums(TEXT.slice(0, length), 'x');
      expect(sums, String(length)).toBeUndefined();
      expect(problems).toHaveLength(1);
    }
  });

  test.each([
    ['a line of something else', TEXT.replace('SIZE (index', 'size (index'), 'line 4 is none'],
    ['a web page', '<!doctype html>\n<title>x</title>\n', 'line 1 is none'],
    ['a file twice', TEXT.replaceAll('_astro/a b (1).css', 'index.html'), 'index.html twice'],
    ['no digest of a file', TEXT.replace(/SHA256 \(index.*\n/, ''), 'not as long'],
    ['a way out', TEXT.replace('SHA256 (index', 'SHA256 (../index'), 'leads out of the site'],
    ['an absolute path', TEXT.replace('SHA256 (index', 'SHA256 (/index'), 'leads out of the site'],
    [
      'a short digest',
      formatSums([{ path: 'a', bytes: 1, sha256: 'abc' }]),
      'sha256 of a is missing',
    ],
    [
      'a huge size',
      formatSums([{ path: 'a', bytes: 2 ** 60, sha256: A }]),
      'size or the sha256 of a',
    ],
  ])('with %s is broken', (_, text, cause) => {
    const [found] = parseSums(text, 'SHA256SUMS').problems;
    expect(found?.code).toBe('site-sums-broken');
    expect(found?.says).toContain(cause);
  });
});
