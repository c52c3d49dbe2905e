import { describe, expect, test } from 'vitest';
import { factDifferences } from '../../src/model/fact-difference.ts';

const between = (recorded: unknown, computed: unknown) => [...factDifferences(recorded, computed)];

describe('recorded facts hold', () => {
  test.each([
    ['the same text', 'refuted', 'refuted'],
    ['nothing at all', null, null],
    ['a list of the same', [1, 'a', [true]], [1, 'a', [true]]],
    ['an object of the same', { a: { b: 1 }, c: [] }, { c: [], a: { b: 1 } }],
    ['more than was recorded', { a: 1 }, { a: 1, b: 2 }],
    ['more in an entry of a list', [{ a: 1 }], [{ a: 1, b: 2 }]],
  ])('where there is %s', (_what, recorded, computed) => {
    expect(between(recorded, computed)).toEqual([]);
  });
});

describe('a difference', () => {
  test.each([
    [{ status: 'refuted' }, { status: 'supported' }, '/status', '"refuted"', '"supported"'],
    [{ a: { b: 1 } }, { a: {} }, '/a/b', '1', 'nothing'],
    [{ a: 1 }, undefined, '', '{"a":1}', 'nothing'],
    [[1, 2], [1, 3], '/1', '2', '3'],
    [[1], [1, 2], '', 'a list of 1: [1]', 'a list of 2: [1,2]'],
    [{ a: [] }, { a: {} }, '/a', 'a list of 0: []', '{}'],
    [{ a: {} }, { a: [] }, '/a', '{}', 'a list of 0: []'],
    [{ a: null }, { a: {} }, '/a', 'null', '{}'],
    [{ a: {} }, { a: null }, '/a', '{}', 'null'],
    [1, '1', '', '1', '"1"'],
    [{ 'a/b': 1 }, { 'a/b': 2 }, '/a~1b', '1', '2'],
  ])('between %j and %j stands at its place', (recorded, computed, pointer, was, is) => {
    expect(between(recorded, computed)).toEqual([{ pointer, recorded: was, computed: is }]);
  });

  test('is told for each place', () => {
    const found = between({ a: 1, b: [1, 2], c: 3 }, { a: 2, b: [1, 9], c: 3 });
    expect(found.map(({ pointer }) => pointer)).toEqual(['/a', '/b/1']);
  });

  test('of long values is told by their beginnings', () => {
    const [found] = between('x'.repeat(200), 'y'.repeat(118));
    expect(found?.recorded).toBe(`"${'x'.repeat(119)}…`);
    expect(found?.computed).toBe(`"${'y'.repeat(118)}"`);
  });
});
