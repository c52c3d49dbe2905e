import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cycleIn } from '../../src/model/cycle.ts';
import '../fuzz/budget.ts';

const graph = (edges: Readonly<Record<string, readonly string[]>>) =>
  new Map(Object.entries(edges));

test.each<[Record<string, string[]>, string[] | undefined]>([
  [{}, undefined],
  [{ a: [] }, undefined],
  [{ a: ['a'] }, ['a', 'a']],
  [{ a: ['b'], b: ['a'] }, ['a', 'b', 'a']],
  [{ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, undefined],
  [{ a: ['b'], b: ['c'], c: ['d'], d: ['b'] }, ['b', 'c', 'd', 'b']],
  [{ a: ['nowhere'] }, undefined],
])('%j: %j', (edges, circle) => {
  expect(cycleIn(graph(edges))).toEqual(circle);
});

test('a circle is found exactly where there is one', () => {
  const nodes = fc.integer({ min: 0, max: 7 });
  const edges = fc.array(fc.tuple(nodes, nodes), { maxLength: 12 });
  fc.assert(
    fc.property(edges, (pairs) => {
      const map = new Map<string, string[]>();
      for (const [from, to] of pairs) map.set(`${from}`, [...(map.get(`${from}`) ?? []), `${to}`]);
      const reach = new Set(pairs.map(([from, to]) => `${from}${to}`));
      for (const middle of '01234567')
        for (const from of '01234567')
          for (const to of '01234567')
            if (reach.has(from + middle) && reach.has(middle + to)) reach.add(from + to);
      const circle = cycleIn(map);
      expect(circle !== undefined).toBe(
        Array.from('01234567').some((node) => reach.has(node + node)),
      );
      for (const [at, node] of (circle ?? []).slice(0, -1).entries()) {
        expect(map.get(node)).toContain(circle?.[at + 1]);
      }
    }),
  );
});

test('a chain of any length does not exhaust the stack', () => {
  const chain = new Map(Array.from({ length: 200_000 }, (_, n) => [`${n}`, [`${n + 1}`]]));
  expect(cycleIn(chain)).toBeUndefined();
});
