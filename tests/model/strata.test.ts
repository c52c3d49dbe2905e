import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layersTopDown } from '../../src/model/strata.ts';
import { libraryOf } from '../library-of.ts';
import '../fuzz/budget.ts';

const layers = (restsOn: Readonly<Record<string, readonly string[]>>) =>
  layersTopDown(
    libraryOf({
      layer: Object.entries(restsOn).map(([id, below]) => ({
        id,
        name: id,
        role: 'A layer.',
        restsOn: below,
      })),
    }),
  ).map(({ id }) => id);

test.each<[Record<string, string[]>, string[]]>([
  [{}, []],
  [{ kernel: [], app: ['runtime'], runtime: ['kernel'] }, ['app', 'runtime', 'kernel']],
  [
    { app: ['left', 'right'], left: ['base'], right: ['base'], base: [] },
    ['app', 'left', 'right', 'base'],
  ],
  [{ app: ['nowhere'] }, ['app']],
])('%j is %j', (restsOn, order) => {
  expect(layers(restsOn)).toEqual(order);
});

test('every layer stands once, above all that it rests on', () => {
  // Edges only from smaller to greater numbers: no circle.
  const pairs = fc.array(fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 8 })), { maxLength: 20 });
  fc.assert(
    fc.property(
      pairs,
      fc.shuffledSubarray([...Array(9).keys()], { minLength: 9 }),
      (edges, names) => {
        const below = names.map((name, n) => {
          const to = edges.filter(([a, b]) => Math.min(a, b) === n && a !== b);
          return [
            `l${name}`,
            [...new Set(to.map(([a, b]) => `l${names[Math.max(a, b)] ?? ''}`))],
          ] as const;
        });
        const order = layers(Object.fromEntries(below));
        expect(order.toSorted()).toEqual(below.map(([id]) => id).toSorted());
        for (const [id, ids] of below) {
          for (const one of ids) expect(order.indexOf(id)).toBeLessThan(order.indexOf(one));
        }
      },
    ),
  );
});
