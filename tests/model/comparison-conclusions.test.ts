import { describe, expect, test } from 'vitest';
import type { Change, ComparedPair } from '../../src/model/compared-pair.ts';
import { conclusionsOf } from '../../src/model/comparison-conclusions.ts';
import { type Difference, difference } from '../../src/model/difference.ts';
import type { Answer } from '../../src/model/matching.ts';
import { type Result, type Run, run as schema } from '../../src/schema/run.ts';
import { writtenRun } from '../library-of.ts';

type From = Run['provenance']['recordedFrom'];

function aRun(recordedFrom: From): Run {
  const provenance = { recordedFrom, sources: [{ format: 'faultline' }] };
  return schema.parse(writtenRun('a-run', { provenance }));
}

const NOTHING = { settings: 0, stack: 0, machine: 0, question: 0, untold: 0 };

/** An answer; `=` behind the outcome of a pass: it was verified. */
function answer(said: string, more: Partial<Result> = {}): Answer {
  const outcome = said.replace('=', '');
  const run = schema.parse(
    writtenRun('a-run', {
      results: [
        {
          id: 'x',
          question: 'Does it run?',
          outcome: outcome === 'missing' ? 'pass' : outcome,
          ...(said.endsWith('=') && { checked: 'verified' }),
          ...(outcome === 'blocked' && { reason: { text: 'no card' } }),
          ...more,
        },
      ],
    }),
  );
  const [result] = run.results;
  return { id: 'x', outcome, ...(outcome === 'missing' ? {} : { result }) } as Answer;
}

function pair(
  change: Change,
  a: Answer | undefined,
  b: Answer | undefined,
  more: Partial<ComparedPair> = {},
): ComparedPair {
  return {
    match: 'same',
    change,
    differences: [],
    obstacles: NOTHING,
    ...(a && { a }),
    ...(b && { b }),
    ...more,
  };
}

function follows(
  differences: readonly Difference[],
  pairs: readonly ComparedPair[],
  from: readonly [From, From] = ['native', 'native'],
) {
  return conclusionsOf(aRun(from[0]), aRun(from[1]), differences, pairs);
}

const setting = difference({ group: 'settings', name: 'F' }, '0', '1');
const method = difference({ group: 'method', name: 'deadline' }, '1 ms', '2 ms');

describe('what may be concluded', () => {
  test('outcomes stayed in spite of what differs', () => {
    const pairs = [
      pair('still-passing', answer('pass='), answer('pass=')),
      pair('still-passing', answer('pass='), answer('pass=')),
      pair('still-failing', answer('crash'), answer('crash')),
      pair('appeared', answer('blocked'), answer('pass=')),
    ];
    const { may } = follows([setting], pairs);
    expect(may).toEqual([{ code: 'same-despite', passing: 2, failing: 1, names: ['F'] }]);
    expect(follows([], pairs).may).toEqual([]);
    expect(follows([setting], pairs.slice(3)).may).toEqual([]);
    expect(follows([setting], pairs.slice(2)).may).toMatchObject([{ passing: 0, failing: 1 }]);
  });

  test('an answer of one side alone says nothing of what stayed', () => {
    expect(follows([setting], [pair('still-passing', answer('pass='), undefined)]).may).toEqual([]);
    expect(follows([setting], [pair('still-passing', undefined, answer('pass='))]).may).toEqual([]);
  });

  test('an outcome changed with what differs, in the runs or in the question', () => {
    const changed = (change: Change, differences: readonly Difference[] = []) =>
      pair(change, answer('pass='), answer('crash'), { differences });
    const asked = difference({ group: 'question', name: 'size' }, '1', '2');
    expect(follows([setting], [changed('regression'), changed('fixed')]).may).toEqual([
      { code: 'goes-with', pairs: 2, names: ['F'] },
    ]);
    expect(follows([], [changed('regression', [asked, method])]).may).toEqual([
      { code: 'goes-with', pairs: 1, names: ['size'] },
    ]);
    expect(follows([], [changed('fixed', [method])]).may).toEqual([
      { code: 'nothing-differs', pairs: 1 },
    ]);
    const untold = difference({ group: 'settings', name: 'G' }, '0', undefined);
    expect(follows([untold], [changed('fixed')]).may).toEqual([
      { code: 'nothing-differs', pairs: 1 },
    ]);
  });

  test('of a thing of the stack its aspect is named', () => {
    const stack = (aspect?: string) =>
      difference({ group: 'stack', name: 'ROCm', ...(aspect && { aspect }) }, '5.2', '5.7');
    const machine = difference({ group: 'machine', name: 'kernel', aspect: 'x' }, '6.1', '6.2');
    const { may } = follows(
      [stack('installed'), stack('installed'), stack(), machine],
      [pair('fixed', answer('crash'), answer('pass='))],
    );
    expect(may[0]).toMatchObject({ names: ['ROCm, installed', 'ROCm', 'kernel'] });
  });

  describe('the card alone is not it', () => {
    const machine = (name: string, a: string, b = a) =>
      difference({ group: 'machine', name }, a, b);
    const card = machine('card', 'RX 5700');
    const chip = machine('chip', 'gfx1010');
    const failed = pair('not-comparable', answer('crash'), answer('pass='));
    const passed = pair('not-comparable', answer('pass='), answer('hang'));

    test('where one and the same failed in one run and passed in the other', () => {
      const { may } = follows([card, chip], [failed, passed, failed]);
      expect(may).toEqual([
        {
          code: 'not-the-card-alone',
          card: 'RX 5700',
          failedIn: 'a',
          points: [failed, failed],
        },
        { code: 'not-the-card-alone', card: 'RX 5700', failedIn: 'b', points: [passed] },
      ]);
    });

    test.each([
      ['another card', [machine('card', 'RX 5700', 'RX 5500'), chip]],
      ['another chip', [card, machine('chip', 'gfx1010', 'gfx1012')]],
      ['no chip', [card]],
      ['no card', [chip]],
      ['a card of another sort of thing', [{ ...card, group: 'stack' as const }, chip]],
    ])('with %s it may be', (_, differences) => {
      expect(follows(differences, [failed]).may).toEqual([]);
    });

    test('where both failed, or one has no answer, it may be', () => {
      const both = pair('still-failing', answer('crash'), answer('hang'));
      const none = pair('disappeared', answer('crash'), answer('blocked'));
      const unfinished = pair('not-comparable', answer('unfinished'), answer('pass='));
      expect(follows([card, chip], [both, none]).may).toEqual([]);
      expect(follows([card, chip], [unfinished]).may).toHaveLength(1);
    });
  });
});

describe('what may not be concluded', () => {
  const mayNot = (...args: Parameters<typeof follows>) => follows(...args).mayNot;
  const same = pair('still-passing', answer('pass='), answer('pass='));

  test('anything, where no question is the same', () => {
    const akin = pair('not-comparable', answer('pass='), answer('pass='), { match: 'akin' });
    expect(mayNot([], [akin])).toEqual([{ code: 'no-same-question' }]);
    expect(mayNot([], [akin, same])).toEqual([]);
    expect(mayNot([], [])).toEqual([{ code: 'no-same-question' }]);
  });

  test('which of several things it was', () => {
    const other = difference({ group: 'machine', name: 'kernel' }, '6.1', '6.2');
    const asked = difference({ group: 'question', name: 'size' }, '1', '2');
    const changed = (a: string, b: string, change: Change = 'not-comparable') =>
      pair(change, answer(a), answer(b), { differences: [asked, method] });
    const found = [{ code: 'which-of-several', names: ['F', 'kernel', 'size'] }];
    expect(mayNot([setting, other], [changed('pass=', 'crash')])).toEqual(found);
    expect(mayNot([setting, other], [changed('fail', 'pass=')])).toEqual(found);
    expect(mayNot([setting, other], [changed('crash', 'hang')])).toEqual([]);
    expect(mayNot([setting, other], [changed('pass=', 'blocked')])).toEqual([]);
    expect(mayNot([setting, other], [changed('pass=', 'crash', 'regression')])).toEqual([]);
  });

  test('what was loaded, where only what is installed is on record', () => {
    const installed = (name: string, b = '5.7') =>
      difference({ group: 'stack', name, aspect: 'installed' }, '5.2', b);
    const loaded = (name: string, version?: string) =>
      difference({ group: 'stack', name, aspect: 'loaded' }, version, version);
    const codesOf = (differences: readonly Difference[]) =>
      mayNot(differences, [same]).filter(({ code }) => code === 'loaded-unknown');
    expect(codesOf([installed('ROCm'), loaded('ROCm')])).toEqual([
      { code: 'loaded-unknown', names: ['ROCm'] },
    ]);
    expect(codesOf([installed('ROCm'), loaded('ROCm', '5.7')])).toEqual([]);
    expect(codesOf([installed('ROCm', '5.2'), loaded('ROCm')])).toEqual([]);
    expect(codesOf([installed('ROCm'), loaded('PyTorch')])).toEqual([]);
  });

  test('anything of what is on one side alone, or less exactly there', () => {
    const differences = [
      difference({ group: 'settings', name: 'F' }, '0', undefined),
      difference({ group: 'stack', name: 'ROCm', aspect: 'installed' }, '5.7', '5.7.1'),
      difference({ group: 'machine', name: 'kernel' }, '6.1', '6.1'),
    ];
    expect(mayNot(differences, [same])).toEqual([
      { code: 'one-sided', names: ['F', 'ROCm, installed'] },
    ]);
  });

  test('anything of what nobody recorded, if it would say much', () => {
    const nowhere = (group: Difference['group'], name: string, aspect?: string) =>
      difference({ group, name, ...(aspect && { aspect }) }, undefined, undefined);
    const differences = [
      ...['card', 'chip', 'operating system', 'kernel', 'firmware'].map((name) =>
        nowhere('machine', name),
      ),
      nowhere('stack', 'ROCm', 'loaded'),
      nowhere('stack', 'ROCm', 'installed'),
      difference({ group: 'machine', name: 'kernel' }, '6.1', '6.1'),
    ];
    expect(mayNot(differences, [same])).toEqual([
      {
        code: 'recorded-nowhere',
        names: ['card', 'chip', 'operating system', 'kernel', 'ROCm, loaded'],
      },
    ]);
  });

  test('a crash from a hang, or a right result from one that only came', () => {
    const sides = (a: string, b: string) =>
      mayNot([], [pair('still-failing', answer(a), answer(b)), same]);
    expect(sides('unfinished', 'crash')).toEqual([{ code: 'crash-or-hang', in: ['a'] }]);
    expect(sides('unfinished', 'unfinished')).toEqual([{ code: 'crash-or-hang', in: ['a', 'b'] }]);
    expect(sides('pass=', 'pass')).toEqual([{ code: 'completed-only', in: ['b'] }]);
    expect(sides('pass', 'missing')).toEqual([{ code: 'completed-only', in: ['a'] }]);
    expect(sides('pass=', 'crash')).toEqual([]);
    const alone = [same, pair('disappeared', answer('unfinished'), undefined)];
    expect(mayNot([], alone)).toEqual([]);
  });

  test('which was faster, where clocks were read in two ways, or nobody said how', () => {
    const measurements: NonNullable<Result['measurements']> = [
      { name: 'time', unit: 'ms', values: [1] },
    ];
    const clock = (a?: string, b?: string) =>
      difference({ group: 'method', name: 'clock read once the device is done' }, a, b);
    const timed = (...differences: readonly Difference[]) =>
      pair('still-passing', answer('pass=', { measurements }), answer('pass=', { measurements }), {
        differences,
      });
    expect(mayNot([], [timed(clock('yes', 'no'))])).toEqual([{ code: 'clocks', told: true }]);
    expect(mayNot([], [timed(clock('yes', 'yes'))])).toEqual([]);
    expect(mayNot([], [timed(clock('yes'))])).toEqual([{ code: 'clocks', told: false }]);
    expect(mayNot([], [timed(method)])).toEqual([{ code: 'clocks', told: false }]);
    expect(mayNot([], [timed({ ...clock('yes', 'no'), group: 'question' })])).toEqual([
      { code: 'clocks', told: false },
    ]);
    expect(mayNot([], [timed(clock('yes', 'yes')), timed(clock('no', 'yes'))])).toEqual([
      { code: 'clocks', told: true },
    ]);
    const half = pair('still-passing', answer('pass=', { measurements }), answer('pass='));
    expect(mayNot([], [half])).toEqual([]);
  });

  test('what a run did not ask, where its record is not whole', () => {
    const cut = { ...aRun('native'), incomplete: 'The file ends early.' };
    const full = { ...aRun('native'), resultsLeftOut: 5 };
    const whole = aRun('native');
    const inA = pair('disappeared', answer('pass='), undefined);
    const inB = pair('appeared', undefined, answer('pass='));
    const notWhole = (a: Run, b: Run, ...pairs: readonly ComparedPair[]) =>
      conclusionsOf(a, b, [], [same, ...pairs]).mayNot;
    expect(notWhole(whole, cut, inA)).toEqual([{ code: 'not-whole', in: ['b'] }]);
    expect(notWhole(full, whole, inB)).toEqual([{ code: 'not-whole', in: ['a'] }]);
    expect(notWhole(cut, full, inA, inB)).toEqual([{ code: 'not-whole', in: ['a', 'b'] }]);
    expect(notWhole(whole, cut, inB)).toEqual([]);
    expect(notWhole(cut, cut)).toEqual([]);
    expect(notWhole(whole, whole, inA, inB)).toEqual([]);
  });

  test('as much as from two captures, where a run was written down by somebody', () => {
    expect(mayNot([], [same], ['native', 'import'])).toEqual([]);
    expect(mayNot([], [same], ['transcribed', 'native'])).toEqual([
      { code: 'not-captured', a: 'transcribed', b: 'native' },
    ]);
    expect(mayNot([], [same], ['import', 'transcribed'])).toEqual([
      { code: 'not-captured', a: 'import', b: 'transcribed' },
    ]);
  });
});
