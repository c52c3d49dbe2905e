import { describe, expect, test } from 'vitest';
import {
  formatProblem,
  PROBLEM_CODES,
  type ProblemCode,
  type ProblemPlace,
  problem,
  sortProblems,
  visible,
} from '../../src/model/problem.ts';
import { EXAMPLES } from './problem-examples.ts';

const place = { file: 'content/x.yaml', line: 3, pointer: '/a/0' };
const all = PROBLEM_CODES.flatMap((code) =>
  EXAMPLES[code].map((args) => [code, problem(code, args as never, place)] as const),
);

test('every code has an example', () => {
  expect(Object.keys(EXAMPLES).toSorted()).toEqual(PROBLEM_CODES.toSorted());
  expect(all.length).toBeGreaterThanOrEqual(PROBLEM_CODES.length);
});

test('these are the words of each code', async () => {
  const words = all.map(([code, { says, remedy }]) => `${code}\n  ${says}\n  ${remedy}\n`);
  await expect(words.join('\n')).toMatchFileSnapshot('problem-words.txt');
});

test.each(all)(
  '%s says in two sentences, a line each, what is wrong and what to do',
  (_, found) => {
    for (const sentence of [found.says, found.remedy]) {
      expect(sentence).toMatch(/^[A-Z"].*[^.]\.$/);
      expect(sentence).not.toMatch(/undefined|NaN|\[object|[\n\r]/);
    }
  },
);

/** The same arguments with every text in them hostile. */
function hostile(value: unknown): unknown {
  if (typeof value === 'string') return `${value}\n\u001b[2K\u202e\u2028x`;
  if (Array.isArray(value)) return value.map(hostile);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, hostile(one)]));
}

test.each(PROBLEM_CODES)('%s cannot be made to forge lines', (code) => {
  for (const args of EXAMPLES[code]) {
    const text = formatProblem(
      problem(code, hostile(args) as never, { file: 'a\nb\u001b', line: 1, pointer: '/\u202ea' }),
    );
    expect(text.split('\n')).toHaveLength(3);
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/u);
  }
});

test('what is invisible is spelt out', () => {
  expect(visible('a\tb\r\n\u0000\u001b\u009b\u200b\u202e\u2028\ufeff\u{e0041}é×😀')).toBe(
    'a\\u{9}b\\u{d}\\u{a}\\u{0}\\u{1b}\\u{9b}\\u{200b}\\u{202e}\\u{2028}\\u{feff}\\u{e0041}é×😀',
  );
});

describe('a problem on a terminal', () => {
  const words = '\n  The key "id" stands here twice.\n  Keep one of the two.';
  const shown = (at: ProblemPlace) => formatProblem(problem('duplicate-key', { key: 'id' }, at));

  test('begins with as much of its place as is known', () => {
    expect(shown(place)).toBe(`content/x.yaml:3  [duplicate-key]  /a/0${words}`);
    expect(shown({ file: 'x.yaml', line: 3, pointer: '' })).toBe(
      `x.yaml:3  [duplicate-key]${words}`,
    );
    expect(shown({ file: 'x.yaml' })).toBe(`x.yaml  [duplicate-key]${words}`);
  });
});

test('problems stand in the order of files, lines and codes', () => {
  const at = (file: string, line: number | undefined, code: ProblemCode = 'syntax') =>
    problem(code, EXAMPLES[code][0] as never, { file, line });
  const sorted = [
    at('a', undefined),
    at('a', 2, 'duplicate-key'),
    at('a', 2, 'syntax'),
    at('a', 10),
    at('b', 1),
  ];
  expect(sortProblems(sorted.toReversed())).toEqual(sorted);
});
