import { expect, test } from 'vitest';
import { mostTelling } from '../../src/model/telling.ts';

const thing = (name: number, series: string, outcome: string) => ({ name, series, outcome });
const names = (things: readonly { name: number }[]) => things.map(({ name }) => name);

test('few things are all shown', () => {
  const things = [thing(1, 'a', 'pass'), thing(2, 'a', 'crash')];
  expect(mostTelling(things, 2, (one) => one)).toBe(things);
});

test('of many, the newest and those that turned, in their order', () => {
  const things = Array.from({ length: 100 }, (_, index) =>
    thing(index, index % 2 === 0 ? 'even' : 'odd', index === 30 ? 'crash' : 'pass'),
  );
  // 30 turned, and so did the next of its series.
  expect(names(mostTelling(things, 6, (one) => one))).toEqual([30, 32, 96, 97, 98, 99]);
});

test('where everything turns, half of the places are left to the newest', () => {
  const things = Array.from({ length: 10 }, (_, index) => thing(index, 'a', String(index)));
  expect(names(mostTelling(things, 4, (one) => one))).toEqual([6, 7, 8, 9]);
});

test('one thing of many series each has turned into nothing', () => {
  const things = Array.from({ length: 10 }, (_, index) => thing(index, String(index), 'pass'));
  expect(names(mostTelling(things, 3, (one) => one))).toEqual([7, 8, 9]);
});
