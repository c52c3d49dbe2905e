import { describe, expect, test } from 'vitest';
import { strataOfRun } from '../../src/publish/strata-view.ts';
import { run } from '../../src/schema/run.ts';
import { libraryOf, writtenRun } from '../library-of.ts';

const library = libraryOf({
  layer: [
    { id: 'kernel', name: 'Kernel', role: 'It drives.' },
    { id: 'runtime', name: 'Runtime', role: 'It asks.', restsOn: ['kernel'] },
  ],
});

const strataOf = (rest: Readonly<Record<string, unknown>>) =>
  strataOfRun(run.parse(writtenRun('r', rest)), library);
const captionOf = (...results: object[]) =>
  strataOf({
    results: results.map((result, index) => ({ id: `r${index}`, outcome: 'crash', ...result })),
  }).caption;

const raised = { layer: 'runtime', role: 'raised', basis: 'shown' };
const placed = { layer: 'kernel', role: 'placed', basis: 'asserted' };

describe('the layers of a run', () => {
  test('stand from the top down, with what the run names in each', () => {
    const { strata } = strataOf({
      stack: [
        { component: 'ROCm', installed: '7.0', layer: 'runtime' },
        { component: 'HIP', layer: 'runtime' },
        { component: 'Runtime', layer: 'runtime' },
        { component: 'Kernel', layer: 'kernel' },
        { component: 'PyTorch', installed: '2.8' },
      ],
    });
    expect(strata).toEqual([
      {
        link: { label: 'Runtime', target: { kind: 'layer', id: 'runtime' } },
        named: true,
        detail: 'ROCm 7.0, HIP',
        marks: [],
      },
      {
        link: { label: 'Kernel', target: { kind: 'layer', id: 'kernel' } },
        named: true,
        marks: [],
      },
    ]);
    expect(strataOf({}).strata.map(({ named }) => named)).toEqual([false, false]);
  });

  test('have each fault once for each outcome', () => {
    const { strata } = strataOf({
      results: [
        { id: 'a', outcome: 'crash', fault: [raised, placed] },
        { id: 'b', outcome: 'crash', fault: [raised] },
        { id: 'c', outcome: 'hang', fault: [raised] },
      ],
    });
    const crash = { outcome: 'crash' };
    expect(strata.map(({ marks }) => marks)).toEqual([
      [
        { role: 'raised', basis: 'shown', ...crash },
        { role: 'raised', basis: 'shown', outcome: 'hang' },
      ],
      [{ role: 'placed', basis: 'asserted', ...crash }],
    ]);
  });
});

describe('the caption', () => {
  test('says where an error was raised and where it is held to have broken', () => {
    expect(captionOf({ fault: [placed, raised] }, { fault: [raised] })).toBe(
      'Error raised in: Runtime (the run shows it). Break placed in: Kernel (asserted, not shown).',
    );
    expect(captionOf({ fault: [raised] }, { fault: [{ ...raised, basis: 'inferred' }] })).toBe(
      'Error raised in: Runtime (the run shows it). Error raised in: Runtime (inferred, not shown).',
    );
    expect(captionOf({ fault: [{ layer: 'gone', role: 'placed', basis: 'inferred' }] })).toBe(
      'Break placed in: gone (inferred, not shown).',
    );
  });

  test('counts what broke without a layer', () => {
    const { fault } = { fault: [raised] };
    const shown = 'Error raised in: Runtime (the run shows it).';
    expect(captionOf({ fault }, { outcome: 'hang' })).toBe(
      `${shown} No layer is recorded for 1 result that hung.`,
    );
    expect(
      captionOf(
        { fault },
        {},
        { fault: [] },
        { outcome: 'hang' },
        { outcome: 'unfinished' },
        { outcome: 'fail' },
        { outcome: 'pass' },
        { outcome: 'error' },
      ),
    ).toBe(
      `${shown} No layer is recorded for 2 results that crashed, 1 that hung, 1 that did not finish and 1 that gave a wrong answer.`,
    );
  });

  test('takes a result and its parts for one', () => {
    expect(
      captionOf({}, { parent: 'r0', outcome: 'pass' }, { parent: 'r1', fault: [raised] }),
    ).toBe('Error raised in: Runtime (the run shows it).');
    expect(captionOf({ fault: [raised] }, { parent: 'r0' })).toBe(
      'Error raised in: Runtime (the run shows it).',
    );
  });

  test.each(['crash', 'hang', 'unfinished', 'fail'])(
    'after a %s alone says that nobody knows',
    (outcome) => {
      expect(captionOf({ outcome })).toBe('Nothing recorded says in which layer it broke.');
    },
  );

  test('says nothing more where nothing broke', () => {
    expect(captionOf({ outcome: 'pass' }, { outcome: 'error' })).toBe(
      'No fault is recorded for any layer.',
    );
  });
});
