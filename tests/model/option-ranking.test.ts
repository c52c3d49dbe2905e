import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceOf, countTries, hoursPerSuccess } from '../../src/model/option-chance.ts';
import { CRITERIA, pointsOf } from '../../src/model/option-points.ts';
import { rankByCriterion, rankByWeights } from '../../src/model/option-ranking.ts';
import { wilson } from '../../src/model/range.ts';
import { libraryOf, writtenRun } from '../library-of.ts';
import { realLibrary } from '../real-runs.ts';
import '../fuzz/budget.ts';

const option = (id: string) => {
  const found = realLibrary.option.get(id);
  if (found === undefined) throw new Error(id);
  return found;
};

describe('what a share can be', () => {
  test.each([
    [3, 6, 18.8, 81.2],
    [2, 2, 34.2, 100],
    [0, 2, 0, 65.8],
    [0, 1, 0, 79.3],
    [50, 100, 40.4, 59.6],
  ])('%i of %i: %f to %f percent', (worked, of, min, max) => {
    const interval = wilson(worked, of);
    expect(interval.min).toBeCloseTo(min, 1);
    expect(interval.max).toBeCloseTo(max, 1);
  });

  test('it holds the share itself, and never leaves 0 to 100', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (worked, failed) => {
        fc.pre(worked + failed > 0);
        const { min, max } = wilson(worked, worked + failed);
        const share = (100 * worked) / (worked + failed);
        expect(min).toBeGreaterThanOrEqual(0);
        expect(max).toBeLessThanOrEqual(100);
        expect(min).toBeLessThanOrEqual(share + 1e-9);
        expect(max).toBeGreaterThanOrEqual(share - 1e-9);
      }),
    );
  });
});

describe('the chance of an option', () => {
  test('an estimate alone stays one', () => {
    const { measured, range } = chanceOf(option('a-patch-amdgpu'), realLibrary);
    expect(measured).toBeUndefined();
    expect(range).toEqual({ min: 60, max: 60, from: 'estimate' });
  });

  test('two estimates make a range, and runs take their place', () => {
    const { measured, estimates, range } = chanceOf(option('c-downgrade-rocm-5-4'), realLibrary);
    expect(estimates.map(({ percent }) => percent)).toEqual([30, 70]);
    expect(measured).toMatchObject({ worked: 0, of: 2 });
    expect(range?.from).toBe('measured');
    const untried = { ...option('c-downgrade-rocm-5-4'), tries: [] };
    expect(chanceOf(untried, realLibrary).range).toEqual({ min: 30, max: 70, from: 'estimate' });
  });

  test('unfinished and crashed tries are tries', () => {
    const { measured } = chanceOf(option('f-gfx1010-builds'), realLibrary);
    expect(measured).toMatchObject({ worked: 3, of: 6 });
  });

  test('tries that never ran, or have no verdict, are none', () => {
    expect(countTries(['pass', 'crash', 'hang', 'fail', 'unfinished'])).toEqual({
      worked: 1,
      of: 5,
    });
    const silent = ['blocked', 'skipped', 'error', 'observed', 'no-result'] as const;
    expect(countTries(silent)).toEqual({ worked: 0, of: 0 });
    const runs = [
      writtenRun('blocked', { results: [{ id: 'a', outcome: 'blocked', reason: { text: 'x' } }] }),
      writtenRun('passed', { results: [{ id: 'a', outcome: 'pass' }] }),
    ];
    const library = libraryOf({ run: runs });
    const tried = (...tries: { run: string; result?: string }[]) =>
      chanceOf({ ...option('c-downgrade-rocm-5-4'), tries }, library);
    expect(tried({ run: 'blocked', result: 'a' }, { run: 'passed' }).measured).toMatchObject({
      worked: 1,
      of: 1,
    });
    const { measured, range } = tried({ run: 'blocked', result: 'a' }, { run: 'gone' });
    expect(measured).toBeUndefined();
    expect(range).toEqual({ min: 30, max: 70, from: 'estimate' });
  });

  test('nobody’s word is unknown', () => {
    expect(chanceOf(option('e-switch-miopen-off'), realLibrary)).toEqual({ estimates: [] });
  });
});

test.each([
  [
    { min: 8, max: 12 },
    { min: 60, max: 60 },
    { min: 13.33, max: 20 },
  ],
  [
    { min: 2, max: 4 },
    { min: 20, max: 80 },
    { min: 2.5, max: 20 },
  ],
  [
    { min: 4, max: 6 },
    { min: 0, max: 50 },
    { min: 8, max: undefined },
  ],
])('hours %j at a chance of %j percent', (hours, chance, expected) => {
  const found = hoursPerSuccess(hours, chance);
  expect(found?.min).toBeCloseTo(expected.min, 2);
  if (expected.max === undefined) expect(found).not.toHaveProperty('max');
  else expect(found?.max).toBeCloseTo(expected.max, 2);
});

test.each([
  [undefined, { min: 1, max: 2 }],
  [{ min: 1, max: 2 }, undefined],
  [
    { min: 1, max: 2 },
    { min: 0, max: 0 },
  ],
])('hours %j at a chance of %j percent are unknown', (hours, chance) => {
  expect(hoursPerSuccess(hours, chance)).toBeUndefined();
});

describe('points', () => {
  test('of every real option lie between 0 and 100', () => {
    for (const one of realLibrary.option.values()) {
      for (const { min, max } of Object.values(pointsOf(one, realLibrary))) {
        expect(min).toBeGreaterThanOrEqual(0);
        expect(min).toBeLessThanOrEqual(max);
        expect(max).toBeLessThanOrEqual(100);
      }
    }
  });

  test('of one option by hand', () => {
    expect(pointsOf(option('d-accept-limit'), realLibrary)).toMatchObject({
      chance: { min: 100, max: 100 },
      hours: { min: 100 / 15, max: 100 },
      complexity: { min: 100, max: 100 },
      cost: { min: 100 / 3.5, max: 100 },
    });
    expect(pointsOf(option('d-accept-limit'), realLibrary).reversibility).toBeUndefined();
  });
});

describe('an order', () => {
  const options = [
    { id: 'a', points: { chance: { min: 40, max: 60 }, hours: { min: 100, max: 100 } } },
    { id: 'b', points: { chance: { min: 80, max: 80 }, hours: { min: 0, max: 20 } } },
    { id: 'c', points: { hours: { min: 50, max: 50 } } },
  ];

  test('by weights, with its arithmetic', () => {
    const ranked = rankByWeights(options, { chance: 3, hours: 1 });
    expect(ranked.map(({ id, total }) => [id, total])).toEqual([
      ['b', { min: 60, max: 65 }],
      ['a', { min: 55, max: 70 }],
      ['c', { min: 12.5, max: 87.5 }],
    ]);
    expect(ranked[2]?.parts).toEqual([
      { criterion: 'chance', weight: 3 },
      { criterion: 'hours', weight: 1, points: { min: 50, max: 50 } },
    ]);
  });

  test('without any weight nothing is known, and the order stays', () => {
    const ranked = rankByWeights(options, {});
    expect(ranked.map(({ id, total }) => [id, total.min, total.max])).toEqual([
      ['a', 0, 100],
      ['b', 0, 100],
      ['c', 0, 100],
    ]);
  });

  test('by one criterion, the unknown last', () => {
    expect(rankByCriterion(options, 'chance').map(({ id }) => id)).toEqual(['b', 'a', 'c']);
    expect(rankByCriterion(options, 'hours').map(({ id }) => id)).toEqual(['a', 'c', 'b']);
    expect(rankByCriterion(options, 'cost').map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  test('every total lies between 0 and 100, whatever the weights', () => {
    const real = [...realLibrary.option.values()].map((one) => ({
      id: one.id,
      points: pointsOf(one, realLibrary),
    }));
    fc.assert(
      fc.property(fc.array(fc.nat(5), { minLength: 6, maxLength: 6 }), (numbers) => {
        const weights = Object.fromEntries(
          CRITERIA.map((one, index) => [one, numbers[index] ?? 0]),
        );
        const ranked = rankByWeights(real, weights);
        expect(ranked.map(({ id }) => id).toSorted()).toEqual(real.map(({ id }) => id).toSorted());
        for (const { total } of ranked) {
          expect(total.min).toBeGreaterThanOrEqual(0);
          expect(total.max).toBeLessThanOrEqual(100 + 1e-9);
          expect(total.min).toBeLessThanOrEqual(total.max + 1e-9);
        }
      }),
    );
  });
});
