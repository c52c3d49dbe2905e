import { describe, expect, test } from 'vitest';
import { gpuPage } from '../../src/publish/gpu-page.ts';
import { homePage } from '../../src/publish/home-page.ts';
import { supportMatrix } from '../../src/publish/support-matrix.ts';
import { libraryOf, writtenRun } from '../library-of.ts';
import { realLibrary } from '../real-runs.ts';

const family = (id: string) => {
  const gpu = realLibrary.gpu.get(id);
  if (gpu === undefined) throw new Error(id);
  return gpuPage(gpu, realLibrary);
};

describe('what to do with an RX 5600 XT', () => {
  const { answer } = family('rdna1');

  test('is one click away from home', () => {
    const products = homePage(realLibrary).gpus.flatMap((gpu) => gpu.products);
    const mine = products.find(({ label }) => label === 'Radeon RX 5600 XT');
    expect(mine?.target).toEqual({
      kind: 'gpu',
      id: 'rdna1',
      anchor: 'card-radeon-rx-5600-xt',
    });
    expect(answer.products.map(({ anchor }) => anchor)).toContain('card-radeon-rx-5600-xt');
  });

  test('is answered in the editors’ order, each way with the runs and sources it rests on', () => {
    expect(answer.ways.map(({ id }) => id)).toEqual([
      'g-rocm-5-2',
      'f-gfx1010-builds',
      'e-switch-miopen-off',
      'd-accept-limit',
      'recompile-miopen',
    ]);
    const kinds = answer.ways.flatMap(({ statusEvidence }) =>
      statusEvidence.map(({ kind }) => kind),
    );
    expect(new Set(kinds)).toEqual(new Set(['result', 'source']));
    expect(answer.ways.every(({ statusEvidence }) => statusEvidence.length > 0)).toBe(true);
  });

  test('what rests on something refuted is set apart', () => {
    expect(answer.refuted.map(({ status }) => status)).toEqual(Array(4).fill('refuted'));
  });

  test('tells what was tried on this very card', () => {
    const mine = answer.products.find(({ name }) => name === 'Radeon RX 5600 XT');
    expect(mine?.runCount).toBe(14);
    expect(mine?.tried.map(({ option, worked, of }) => [option.label, worked, of])).toEqual([
      ['G. Go back to ROCm 5.2 with torch 1.13.1', 1, 1],
      ['Recompile MIOpen for RDNA1', 0, 1],
    ]);
  });

  test('a family for which no way is named has none', () => {
    expect(family('rdna3').answer.ways).toEqual([]);
  });
});

describe('card by stack', () => {
  const run = (id: string, day: string, outcome: string, rest: object = {}) =>
    writtenRun(id, {
      time: { start: day },
      machine: { gpus: [{ name: 'Card' }] },
      stack: [{ component: 'C', installed: '1' }],
      results: [{ id: 'x', outcome }],
      ...rest,
    });

  test('shows the worst of all runs, the newest run, and the best way it was recorded', () => {
    const recalled = { provenance: { recordedFrom: 'recalled', sources: [{ format: 'text' }] } };
    const library = libraryOf({
      run: [
        run('r1', '2025-01-01', 'crash'),
        run('r2', '2025-01-02', 'pass', recalled),
        run('r3', '2025-01-03', 'pass', { stack: [], ...recalled }),
      ],
    });
    const { cards } = supportMatrix(library);
    expect(cards.map(({ card, rows }) => [card, rows.map(({ stack }) => stack)])).toEqual([
      ['Card', ['stack not recorded', 'C 1']],
    ]);
    expect(cards[0]?.rows[1]).toMatchObject({
      worst: 'crash',
      lastVerified: '2 January 2025',
      runs: 2,
      strength: 'captured',
    });
    expect(cards[0]?.rows[0]).toMatchObject({ worst: 'pass', strength: 'recalled' });
  });

  test('an incomplete run is never green', () => {
    const library = libraryOf({ run: [run('r', '2025-01-01', 'pass', { plan: { count: 2 } })] });
    expect(supportMatrix(library).cards[0]?.rows[0]?.worst).toBe('no-result');
  });

  test('a page bears so many; the others are counted', () => {
    const library = libraryOf({
      run: Array.from({ length: 75 }, (_, index) =>
        run(`r${index}`, '2025-01-01', 'pass', {
          stack: [{ component: 'C', installed: String(index) }],
        }),
      ),
    });
    const { cards, others } = supportMatrix(library);
    expect(cards.flatMap(({ rows }) => rows)).toHaveLength(60);
    expect(others).toBe(15);
  });

  test('every run of the site is in it', () => {
    const { cards } = supportMatrix(realLibrary);
    const runs = cards.flatMap(({ rows }) => rows).reduce((sum, row) => sum + row.runs, 0);
    expect(runs).toBe(realLibrary.run.size);
  });
});
