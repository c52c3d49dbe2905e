import { describe, expect, test } from 'vitest';
import { comparisonPairs } from '../../src/model/comparison-pairs.ts';
import { lineageIndex, lineageOf } from '../../src/model/lineage.ts';
import { libraryOf, writtenRun } from '../library-of.ts';
import { realLibrary, realRun } from '../real-runs.ts';

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
    expect(elsewhere.shown.map((one) => one.run.id)).toEqual(['r4', 'r2', 'r7', 'r3']);
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
  expect(akin.shown.map((one) => `${one.run.id}#${one.result.id}`)).toEqual([
    '2025-11-15-rx5600xt-readme-setup#at-44',
    '2025-11-09-rx5600xt-implicit-gemm#at-44',
  ]);
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
