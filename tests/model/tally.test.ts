import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tallyOf, WORST_FIRST } from '../../src/model/tally.ts';
import { outcome, type Outcome, run, type Run } from '../../src/schema/run.ts';
import { writtenRun } from '../library-of.ts';
import '../fuzz/budget.ts';

/** A run with results `r0`, `r1`, … of these outcomes. */
function runOf(outcomes: readonly Outcome[], rest: object = {}): Run {
  const results = outcomes.map((one, index) => ({ id: `r${index}`, outcome: one }));
  return run.parse(writtenRun('x', { results, ...rest }));
}
const planned = (count: number, ids?: readonly string[]) => ({
  plan: { count, ...(ids && { ids }) },
});

test('every outcome has its place', () => {
  expect(WORST_FIRST.toSorted()).toEqual(outcome.options.toSorted());
});

describe('what a run came to', () => {
  test.each<[Outcome[], object, string, string]>([
    [[], {}, 'no-result', '0 of 0'],
    [['pass'], {}, 'pass', '1 of 1'],
    [['pass', 'observed', 'skipped'], {}, 'pass', '2 of 3'],
    [['observed', 'skipped'], {}, 'observed', '1 of 2'],
    [['skipped'], {}, 'skipped', '0 of 1'],
    [['pass', 'fail'], {}, 'fail', '2 of 2'],
    [['error', 'fail'], {}, 'fail', '2 of 2'],
    [['error', 'pass'], {}, 'error', '2 of 2'],
    [['fail', 'unfinished'], {}, 'unfinished', '2 of 2'],
    [['unfinished', 'hang'], {}, 'hang', '2 of 2'],
    [['hang', 'crash'], {}, 'crash', '2 of 2'],
    [['pass', 'blocked'], {}, 'blocked', '1 of 2'],
    [['pass'], planned(2), 'no-result', '1 of 2'],
    [['pass'], planned(2, ['r0', 'other']), 'no-result', '1 of 2'],
    [['fail'], planned(2), 'fail', '1 of 2'],
    [['blocked'], planned(2), 'blocked', '0 of 2'],
    [['pass', 'pass'], planned(1), 'pass', '2 of 2'],
    [['pass', 'pass'], planned(2, ['r0', 'other']), 'no-result', '2 of 3'],
    [[], planned(0), 'no-result', '0 of 0'],
    [['pass'], { resultsLeftOut: 1 }, 'no-result', '1 of 1'],
    [['pass'], { incomplete: 'bailed out' }, 'no-result', '1 of 1'],
    [['crash'], { incomplete: 'bailed out' }, 'crash', '1 of 1'],
  ])('%j, %j: %s, %s ran', (outcomes, rest, worst, ran) => {
    const tally = tallyOf(runOf(outcomes, rest));
    expect([tally.worst, `${tally.ran} of ${tally.planned}`]).toEqual([worst, ran]);
  });
});

test('results are counted, the worst first, what is missing last', () => {
  const outcomes: Outcome[] = ['pass', 'crash', 'pass', 'hang', 'blocked'];
  expect(tallyOf(runOf(outcomes, planned(7, ['r0', 'r1', 'r2', 'r3', 'r4', 'a', 'b'])))).toEqual({
    counts: [
      { outcome: 'crash', count: 1 },
      { outcome: 'hang', count: 1 },
      { outcome: 'blocked', count: 1 },
      { outcome: 'pass', count: 2 },
      { outcome: 'no-result', count: 2 },
    ],
    worst: 'crash',
    planned: 7,
    hasPlan: true,
    leftOut: 0,
    knownIncomplete: false,
    ran: 4,
    complete: false,
    missing: ['a', 'b'],
  });
});

test('a run that is known not to be whole is told from one that reported all it planned', () => {
  expect(
    tallyOf(runOf(['pass'], { ...planned(1), incomplete: 'The file ends early.' })),
  ).toMatchObject({ ran: 1, planned: 1, knownIncomplete: true, complete: false });
});

test('what the record has no room for did report something, and leaves the run incomplete', () => {
  const full = { ...planned(5), resultsLeftOut: 3 };
  expect(tallyOf(runOf(['pass', 'pass'], full))).toMatchObject({
    counts: [{ outcome: 'pass', count: 2 }],
    leftOut: 3,
    complete: false,
  });
  const named = planned(5, ['r0', 'r1', 'gone']);
  expect(tallyOf(runOf(['pass', 'pass'], { ...named, resultsLeftOut: 9 })).counts).toEqual([
    { outcome: 'pass', count: 2 },
    { outcome: 'no-result', count: 1 },
  ]);
});

test('a part of a result counts with the whole', () => {
  const results = [
    { id: 'whole', outcome: 'fail' },
    { id: 'part', parent: 'whole', outcome: 'pass' },
  ];
  expect(tallyOf(run.parse(writtenRun('x', { results })))).toMatchObject({
    counts: [{ outcome: 'fail', count: 1 }],
    planned: 1,
    ran: 1,
  });
});

const outcomes = fc.array(fc.constantFrom(...outcome.options), { maxLength: 6 });
const green = ['pass', 'observed', 'skipped'];

test('a run that lacks a planned result never comes out green', () => {
  fc.assert(
    fc.property(outcomes, fc.integer({ min: 1, max: 5 }), fc.boolean(), (done, lacking, named) => {
      const count = done.length + lacking;
      const ids = Array.from({ length: count }, (_, n) => `r${n}`);
      const tally = tallyOf(runOf(done, planned(count, named ? ids : undefined)));
      expect(tally.complete).toBe(false);
      expect(green).not.toContain(tally.worst);
      expect(tally.missing).toHaveLength(named ? lacking : 0);
    }),
  );
});

test('the counts add up to what was planned, and a worse result never makes a run better', () => {
  const rank = (verdict: string) =>
    [...WORST_FIRST.slice(0, 6), 'no-result', ...green].indexOf(verdict);
  fc.assert(
    fc.property(
      outcomes,
      fc.nat({ max: 9 }),
      fc.constantFrom(...outcome.options),
      (done, count, more) => {
        const before = tallyOf(runOf(done, planned(count)));
        const sum = before.counts.reduce((all, one) => all + one.count, 0);
        expect(sum).toBe(before.planned);
        expect(before.ran).toBeLessThanOrEqual(before.planned);
        if (green.includes(more)) return;
        const after = tallyOf(runOf([...done, more], planned(count + 1)));
        expect(rank(after.worst)).toBeLessThanOrEqual(Math.max(0, rank(before.worst)));
      },
    ),
  );
});
