import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closest } from '../../src/model/nearness.ts';
import '../fuzz/budget.ts';

test.each([
  ['titel', ['id', 'title', 'time'], 'title'],
  ['Title', ['id', 'title'], 'title'],
  ['passed', ['pass', 'fail'], 'pass'],
  ['conv-2', ['conv-1', 'conv-3'], 'conv-1'],
  ['measurments', ['measurements'], 'measurements'],
  ['x', ['abcd'], undefined],
  ['firmware', ['kernel'], undefined],
  ['anything', [], undefined],
])('%s among %j is %s', (found, known, meant) => {
  expect(closest(found, known)).toBe(meant);
});

test('a known word is nearest to itself', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string(), { minLength: 1, selector: (w) => w.toLowerCase() }),
      (words) => {
        for (const word of words) expect(closest(word, words)).toBe(word);
      },
    ),
  );
});
