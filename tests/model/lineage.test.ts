import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { saysOf } from '../../src/model/compared-pair.ts';
import { comparisonPairs } from '../../src/model/comparison-pairs.ts';
import { cardKey, lineageIndex, lineageOf, oldestFirst } from '../../src/model/lineage.ts';
import { runDate } from '../../src/model/run-time.ts';
import type { Run } from '../../src/schema/run.ts';
import { libraryOf, writtenRun } from '../library-of.ts';
import { realLibrary, realRun } from '../real-runs.ts';
import '../fuzz/budget.ts';

const asked = (id: string, day: string, outcome: string, card = 'Card', rest: object = {}) =>
  writtenRun(id, {
    time: { start: day },
    machine: { gpus: [{ name: card }] },
    results: [{ id: 'x', probe: 'p', outcome }],
    ...rest,
  });
const probe = { id: 'p', question: 'Does it?', sources: [{ source: 's' }] };

describe('last good, first bad, elsewhere', () => {
  const library = libraryOf({
    probe: [probe],
    run: [
      asked('r1', '2025-01-01', 'pass'),
      asked('r2', '2025-01-02', 'crash'),
      asked('r3', '2025-01-03', 'pass'),
      asked('r4', '2025-01-04', 'hang'),
      asked('r5', '2025-01-05', 'blocked', 'Card', {
        results: [{ id: 'x', probe: 'p', outcome: 'blocked', reason: { text: 'busy' } }],
      }),
      asked('r6', '2025-01-06', 'crash'),
      asked('r0', '2025-01-06', 'pass', 'Other'),
      asked('r7', '2025-01-07', 'pass', 'Other'),
    ],
  });
  const of = (id: string) => {
    const run = library.run.get(id);
    const result = run?.results[0];
    if (run === undefined || result === undefined) throw new Error(id);
    return lineageOf(run, result, lineageIndex(library));
  };

  test('are on the same card, and no later', () => {
    const { lastGood, firstBad, elsewhere } = of('r6');
    expect([lastGood?.run.id, firstBad.run.id]).toEqual(['r3', 'r4']);
    expect([elsewhere.count, elsewhere.passes]).toEqual([6, 3]);
    expect(elsewhere.shown.map((one) => one.run.id)).toEqual(['r4', 'r2', 'r0', 'r3']);
  });

  test('elsewhere ends with the day of the run: what comes later changes nothing', () => {
    const { elsewhere } = of('r4');
    expect([elsewhere.count, elsewhere.passes]).toEqual([3, 2]);
    expect(elsewhere.shown.map((one) => one.run.id)).toEqual(['r2', 'r3', 'r1']);
  });

  test('a first failure is its own first bad', () => {
    expect(of('r2').firstBad.run.id).toBe('r2');
    expect(of('r2').lastGood?.run.id).toBe('r1');
  });
});

test('a pass at the same point by other means is akin, and no last good', () => {
  const run = realRun('R3');
  const result = run.results.find(({ id }) => id === 'boundary-44');
  if (result === undefined) throw new Error('boundary-44');
  const { lastGood, elsewhere, akin } = lineageOf(run, result, lineageIndex(realLibrary));
  expect(lastGood).toBeUndefined();
  expect([elsewhere.count, elsewhere.passes]).toEqual([1, 0]);
  expect(akin.shown.map((one) => `${one.run.id}#${one.result.id}`)).toContain(
    '2025-11-09-rx5600xt-implicit-gemm#at-44',
  );
  // A later pass is no part of what was known then.
  expect(akin.shown.map((one) => one.run.id)).not.toContain('2025-11-15-rx5600xt-readme-setup');
});

describe('pairs of runs that have a page', () => {
  const pairs = (library: Parameters<typeof comparisonPairs>[0]) =>
    comparisonPairs(library).map(({ a, b, why }) => `${a.id} ${b.id} ${why.join('+')}`);

  test('each run and the one before it on its card with a probe in common', () => {
    const library = libraryOf({
      probe: [probe, { ...probe, id: 'q' }],
      run: [
        asked('r1', '2025-01-01', 'pass'),
        asked('r2', '2025-01-02', 'pass', 'Other'),
        asked('r3', '2025-01-03', 'pass', 'Card', {
          results: [{ id: 'x', probe: 'q', outcome: 'pass' }],
        }),
        asked('r4', '2025-01-04', 'pass'),
      ],
    });
    expect(pairs(library)).toEqual(['r1 r4 before']);
  });

  test('what a run or a note names, the earlier first, each pair once', () => {
    const library = libraryOf({
      probe: [probe],
      run: [
        asked('r1', '2025-01-01', 'pass'),
        asked('r2', '2025-01-02', 'pass', 'Card', { comparesTo: ['r1', 'r3'] }),
        asked('r3', '2025-01-02', 'pass', 'Other'),
      ],
      note: [
        {
          id: 'n',
          run: 'r2',
          on: '2025-01-05',
          text: 'Later.',
          comparesTo: ['r1'],
          basis: 'inferred',
          evidence: [{ inference: 'So it is.' }],
        },
      ],
    });
    expect(pairs(library).toSorted()).toEqual(['r1 r2 before+named', 'r3 r2 named']);
  });

  test('the runs of the investigation', () => {
    const [r1, r2, r3, r4] = (['R1', 'R2', 'R3', 'R4'] as const).map((n) => realRun(n).id);
    expect(pairs(realLibrary)).toEqual(
      expect.arrayContaining([
        `${r1} ${r2} named`,
        `${r2} ${r3} before+named`,
        `${r3} ${r4} named`,
      ]),
    );
  });
});

describe('looked up or searched for', () => {
  const outcomes = ['pass', 'crash', 'fail', 'observed'] as const;
  const runs = fc.array(
    fc.record({
      day: fc.integer({ min: 1, max: 6 }),
      card: fc.constantFrom('A', 'B'),
      results: fc.array(
        fc.record({
          probe: fc.constantFrom('p', 'q'),
          size: fc.integer({ min: 1, max: 2 }),
          outcome: fc.constantFrom(...outcomes),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
    { minLength: 1, maxLength: 12 },
  );

  test('is the same', () => {
    fc.assert(
      fc.property(runs, (drawn) => {
        const library = libraryOf({
          probe: ['p', 'q'].map((id) => ({
            ...probe,
            id,
            subject: { id: 'both', at: ['size'] },
          })),
          run: drawn.map(({ day, card, results }, index) =>
            writtenRun(`r${String(index).padStart(2, '0')}`, {
              time: { start: `2025-01-0${day}` },
              machine: { gpus: [{ name: card }] },
              results: results.map(({ probe: of, size, outcome }, at) => ({
                id: `x${at}`,
                ...{ probe: of, params: { size }, outcome },
              })),
            }),
          ),
        });
        const index = lineageIndex(library);
        const all = oldestFirst(library.run.values()).flatMap((run) =>
          run.results.map((result) => ({ run, result })),
        );
        for (const { run, result } of all.filter((one) => saysOf(one.result.outcome) === 'bad')) {
          const same = all.filter(
            (one) =>
              one.result.probe === result.probe &&
              one.result.params?.['size'] === result.params?.['size'],
          );
          const until = same.filter(
            (one) => cardKey(one.run) === cardKey(run) && runDate(one.run) <= runDate(run),
          );
          const lastGood = until.findLast((one) => one.result.outcome === 'pass');
          const firstBad = until
            .slice(lastGood === undefined ? 0 : until.indexOf(lastGood) + 1)
            .find((one) => saysOf(one.result.outcome) === 'bad');
          const byThen = (one: { run: Run }) => one.run !== run && runDate(one.run) <= runDate(run);
          const others = same.filter(byThen);
          const passes = others.filter((one) => one.result.outcome === 'pass');
          const failures = others.filter((one) => saysOf(one.result.outcome) === 'bad');
          const akin = all.filter(
            (one) =>
              byThen(one) &&
              one.result.outcome === 'pass' &&
              one.result.probe !== result.probe &&
              one.result.params?.['size'] === result.params?.['size'],
          );
          expect(lineageOf(run, result, index)).toEqual({
            ...(lastGood === undefined ? {} : { lastGood }),
            firstBad: firstBad ?? { run, result },
            elsewhere: {
              count: others.length,
              passes: passes.length,
              shown: [...passes.slice(-2), ...failures.slice(-2)].toReversed(),
            },
            akin: { passes: akin.length, shown: akin.slice(-2).toReversed() },
          });
        }
      }),
    );
  });
});
