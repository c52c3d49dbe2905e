import { describe, expect, test } from 'vitest';
import { type Comparison, compareRuns } from '../../src/model/comparison.ts';
import { NOT_SET } from '../../src/model/difference.ts';
import { type ProbeBook, probeBook } from '../../src/model/question.ts';
import { type Run, run as schema } from '../../src/schema/run.ts';
import { writtenRun } from '../library-of.ts';
import { type Number, realLibrary, realRun } from '../real-runs.ts';

const real = (a: Number, b: Number) => compareRuns(realRun(a), realRun(b), probeBook(realLibrary));

/** "name, aspect: a → b" of everything that agrees in that way. */
const lines = ({ differences }: Pick<Comparison, 'differences'>, agreement: string) =>
  differences
    .filter((one) => one.agreement === agreement)
    .map(
      ({ name, aspect, a = '?', b = '?' }) =>
        `${name}${aspect === undefined ? '' : `, ${aspect}`}: ${a} → ${b}`,
    );

const pair = (comparison: Comparison, a: string | undefined, b: string | undefined) => {
  const found = comparison.pairs.find((one) => one.a?.id === a && one.b?.id === b);
  if (found === undefined) throw new Error(`no pair of ${String(a)} and ${String(b)}`);
  return found;
};

const counted = ({ pairs }: Comparison) =>
  Object.fromEntries(
    [...Map.groupBy(pairs, ({ change }) => change)].map(([change, list]) => [change, list.length]),
  );

const codes = ({ conclusions }: Comparison) => ({
  may: conclusions.may.map(({ code }) => code),
  mayNot: conclusions.mayNot.map(({ code }) => code),
});

describe('the report and the size boundary on ROCm 5.7', () => {
  const comparison = real('R1', 'R2');

  test('they differ in the one version that both give, and much stands on one side alone', () => {
    expect(lines(comparison, 'differs')).toEqual(['ROCm, installed: 7.0.2 → 5.7']);
    expect(lines(comparison, 'one-sided')).toEqual(
      expect.arrayContaining([
        'card: ? → Radeon RX 5600 XT',
        'PyTorch, installed: ? → 2.2.2+rocm5.7',
        'mtype_local, read back: 1 → ?',
        'HSA_OVERRIDE_GFX_VERSION, requested: ? → 10.3.0',
      ]),
    );
  });

  test('no probe is common to both; one pair meets at 32×32', () => {
    const met = comparison.pairs.filter(({ match }) => match === 'akin' || match === 'same');
    expect(met.map(({ match, a, b }) => [match, a?.id, b?.id])).toEqual([
      ['akin', 'conv-3x3', 'c16-32-at-32'],
    ]);
    const { change, differences } = pair(comparison, 'conv-3x3', 'c16-32-at-32');
    expect(change).toBe('not-comparable');
    expect(lines({ differences }, 'differs')).toEqual([
      'probe: conv-3x3 → conv2d-size-boundary',
      'channels_in: 1 → 16',
      'channels_out: 8 → 32',
      expect.stringContaining('test_size_boundary.py'),
    ]);
  });

  test('nothing follows, least of all about the card, which the report does not name', () => {
    expect(codes(comparison).may).toEqual([]);
    expect(codes(comparison).mayNot).toEqual(
      expect.arrayContaining(['no-same-question', 'which-of-several', 'one-sided']),
    );
  });

  test('what was blocked is no failure and no pass', () => {
    const blocked = comparison.pairs.find(({ a }) => a?.id === 'conv-1x1');
    expect([blocked?.change, blocked?.a?.outcome]).toEqual(['unanswered', 'blocked']);
  });
});

describe('ROCm 5.7 and ROCm 5.2 with the same wheel', () => {
  const comparison = real('R2', 'R3');

  test('the installed release alone differs; what was loaded is recorded on neither side', () => {
    expect(lines(comparison, 'differs')).toEqual(['ROCm, installed: 5.7 → 5.2.0']);
    expect(lines(comparison, 'same')).toContain(
      'PyTorch, installed: 2.2.2+rocm5.7 → 2.2.2+rocm5.7',
    );
    expect(lines(comparison, 'unrecorded')).toEqual(
      expect.arrayContaining(['ROCm, loaded: ? → ?', 'MIOpen, loaded: ? → ?']),
    );
    expect(lines(comparison, 'one-sided')).toContain(
      `MIOPEN_DEBUG_FIND_ONLY_SOLVER, requested: ${NOT_SET} → ?`,
    );
  });

  test('the boundary stays', () => {
    expect(pair(comparison, 'c16-32-at-42', 'boundary-42').change).toBe('still-passing');
    expect(pair(comparison, 'c16-32-at-44', 'boundary-44').change).toBe('still-failing');
    expect(counted(comparison)).toEqual({
      'still-passing': 4,
      'still-failing': 8,
      'new-failure': 4,
      'not-comparable': 4,
    });
  });

  test('so much follows, and no more', () => {
    expect(comparison.conclusions.may).toEqual([
      { code: 'same-despite', passing: 4, failing: 8, names: ['ROCm, installed'] },
    ]);
    expect(codes(comparison).mayNot).toEqual([
      'loaded-unknown',
      'one-sided',
      'recorded-nowhere',
      'crash-or-hang',
      'completed-only',
      'not-captured',
    ]);
  });
});

describe('GEMM and implicit GEMM', () => {
  const comparison = real('R3', 'R4');

  test('two settings differ, and the wheel does not', () => {
    expect(lines(comparison, 'differs')).toEqual([
      'MIOPEN_DEBUG_CONV_GEMM, requested: 1 → 0',
      'MIOPEN_DEBUG_CONV_IMPLICIT_GEMM, requested: 0 → 1',
    ]);
    expect(lines(comparison, 'same')).toEqual(
      expect.arrayContaining([
        'ROCm, installed: 5.2.0 → 5.2.0',
        'PyTorch, installed: 2.2.2+rocm5.7 → 2.2.2+rocm5.7',
      ]),
    );
  });

  test('at 44×44 the script, the channels and the clock differ too', () => {
    const { change, differences, obstacles } = pair(comparison, 'boundary-44', 'at-44');
    expect(change).toBe('not-comparable');
    expect(lines({ differences }, 'differs')).toEqual([
      'probe: conv2d-size-boundary → conv2d-implicit-gemm',
      'channels_in: 16 → 3',
      'channels_out: 32 → 64',
      'command: python3 archive/old-tests/test_size_boundary.py → python3 tests/test_implicit_gemm_comprehensive.py',
      'clock read once the device is done: no → yes',
    ]);
    expect(obstacles).toEqual({ settings: 2, stack: 0, machine: 0, question: 3, untold: 4 });
  });

  test('the card alone does not explain the failures; which of the changes does is open', () => {
    const [first] = comparison.conclusions.may;
    expect(first).toMatchObject({
      code: 'not-the-card-alone',
      card: 'Radeon RX 5600 XT',
      failedIn: 'a',
    });
    expect(comparison.conclusions.mayNot).toContainEqual(
      expect.objectContaining({
        code: 'which-of-several',
        names: expect.arrayContaining([
          'MIOPEN_DEBUG_CONV_GEMM',
          'MIOPEN_DEBUG_CONV_IMPLICIT_GEMM',
          'probe',
          'channels_in',
        ]) as unknown,
      }),
    );
    expect(comparison.conclusions.mayNot).toContainEqual({ code: 'clocks', told: true });
  });
});

/** Two runs of one probe, alike but for what is given. */
function twoRuns(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): [Run, Run] {
  return [schema.parse(writtenRun('a', a)), schema.parse(writtenRun('b', b))];
}

const PROBES: ProbeBook = { conv: { question: 'Does it run?', params: { size: 1 } } };
const answer = (outcome: string, rest: object = {}) => ({
  id: 'x',
  probe: 'conv',
  outcome,
  ...(outcome === 'blocked' ? { reason: { text: 'busy' } } : {}),
  ...rest,
});
const compare = (a: object, b: object) => compareRuns(...twoRuns({ ...a }, { ...b }), PROBES);

describe('what becomes of one question', () => {
  test.each([
    ['pass', 'pass', 'still-passing'],
    ['crash', 'hang', 'still-failing'],
    ['pass', 'crash', 'regression'],
    ['unfinished', 'pass', 'fixed'],
    ['blocked', 'fail', 'new-failure'],
    ['error', 'pass', 'appeared'],
    ['pass', 'skipped', 'disappeared'],
    ['observed', 'error', 'unanswered'],
  ])('%s, then %s: %s', (before, after, change) => {
    const { pairs } = compare({ results: [answer(before)] }, { results: [answer(after)] });
    expect(pairs.map((one) => one.change)).toEqual([change]);
  });

  describe('is laid to a deadline, where the failure had less time than the pass', () => {
    const ended = (outcome: string, termination: object) => answer(outcome, { termination });
    const env = (requested: string) => ({ settings: [{ kind: 'env', name: 'F', requested }] });
    const changes = (a: object, b: object) => {
      const { pairs } = compare({ results: [a] }, { results: [b] });
      const also = compare({ results: [a], ...env('0') }, { results: [b], ...env('1') });
      return [...pairs, ...also.pairs].map(({ change, obstacles }) => [change, obstacles.question]);
    };

    test.each([
      ['hang', { timeoutMs: 10 }, { timeoutMs: 60 }],
      ['unfinished', { timeoutMs: 10 }, { timeoutMs: 60, durationMs: 11 }],
    ])('%s after %j, a pass after %j', (outcome, less, more) => {
      const [slow, passed] = [ended(outcome, less), ended('pass', more)];
      expect(changes(slow, passed)).toEqual([
        ['fixed', 1],
        ['not-comparable', 1],
      ]);
      expect(changes(passed, slow)).toEqual([
        ['regression', 1],
        ['not-comparable', 1],
      ]);
    });

    test('a pass that took longer, with nobody knowing what it was given, is not comparable', () => {
      const pair = [ended('hang', { timeoutMs: 10 }), ended('pass', { durationMs: 60 })] as const;
      expect(changes(...pair)).toEqual([
        ['not-comparable', 0],
        ['not-comparable', 0],
      ]);
    });

    test.each([
      ['hang', { timeoutMs: 10 }, { durationMs: 9 }],
      ['hang', { timeoutMs: 10 }, { timeoutMs: 60, durationMs: 10 }],
      ['hang', { timeoutMs: 60 }, { timeoutMs: 60 }],
      ['hang', { timeoutMs: 60 }, { timeoutMs: 10 }],
      ['hang', { timeoutMs: 10 }, {}],
      ['hang', {}, { timeoutMs: 60 }],
      ['crash', { timeoutMs: 10 }, { timeoutMs: 60 }],
    ])('not %s after %j beside a pass after %j', (outcome, one, other) => {
      expect(changes(ended(outcome, one), ended('pass', other))).toEqual([
        ['fixed', 0],
        ['fixed', 0],
      ]);
    });
  });

  test('is laid to what was checked, where nobody looked at the output of the pass', () => {
    const [wrong, ended] = [answer('fail'), answer('pass', { checked: 'completed' })];
    const stated = (a: object, b: object, rest: object = {}) =>
      compare({ results: [a] }, { results: [b], ...rest });
    const { pairs, conclusions } = stated(wrong, ended);
    expect(pairs).toMatchObject([{ change: 'fixed', obstacles: { question: 1 } }]);
    expect(conclusions.may).toEqual([{ code: 'goes-with', pairs: 1, names: ['a pass means'] }]);
    expect(pairs[0]?.differences).toContainEqual({
      ...{ group: 'question', name: 'a pass means', agreement: 'differs' },
      ...{ a: 'verified', b: 'completed' },
    });
    expect(stated(ended, wrong).pairs).toMatchObject([
      { change: 'regression', obstacles: { question: 1 } },
    ]);
    for (const other of [answer('pass', { checked: 'verified' }), answer('pass')]) {
      expect(stated(wrong, other).pairs).toMatchObject([
        { change: 'fixed', obstacles: { question: 0, untold: 0 } },
      ]);
    }
    expect(stated(answer('crash'), ended).pairs).toMatchObject([
      { change: 'fixed', obstacles: { question: 0 } },
    ]);
  });

  test('a planned one that is missing is never taken for a pass', () => {
    const { pairs } = compare(
      { results: [answer('pass')] },
      { results: [], plan: { count: 1, ids: ['x'] } },
    );
    expect(pairs).toMatchObject([
      { change: 'disappeared', a: { outcome: 'pass' }, b: { outcome: 'no-result' } },
    ]);
  });

  test.each([
    ['nothing', {}, {}, 'regression', 'nothing-differs'],
    ['one flag', flags({ F: '0' }), flags({ F: '1' }), 'regression', 'goes-with'],
    [
      'a flag and the kernel',
      { ...flags({ F: '0' }), machine: { kernel: '6.1' } },
      { ...flags({ F: '1' }), machine: { kernel: '6.2' } },
      'not-comparable',
      'which-of-several',
    ],
    [
      'a flag that one run does not mention',
      flags({}),
      flags({ F: '1' }),
      'not-comparable',
      'one-sided',
    ],
    [
      'a version, given more exactly once',
      { stack: [{ component: 'C', installed: '5.7' }] },
      { stack: [{ component: 'C', installed: '5.7.1' }] },
      'not-comparable',
      'one-sided',
    ],
  ])('passed, then crashed, and %s differs', (_what, a, b, change, code) => {
    const comparison = compare(
      { results: [answer('pass')], ...a },
      { results: [answer('crash')], ...b },
    );
    expect(comparison.pairs.map((one) => one.change)).toEqual([change]);
    const { may, mayNot } = codes(comparison);
    expect([...may, ...mayNot]).toContain(code);
  });

  test('a flag convicted with a kernel beside it is not', () => {
    const comparison = compare(
      { results: [answer('pass')], ...flags({ F: '0' }), machine: { kernel: '6.1' } },
      { results: [answer('crash')], ...flags({ F: '1' }), machine: { kernel: '6.2' } },
    );
    expect(comparison.pairs[0]?.obstacles).toMatchObject({ settings: 1, machine: 1 });
    expect(codes(comparison).may).toEqual([]);
  });

  test('other parameters make another question', () => {
    const { pairs } = compare(
      { results: [answer('pass')] },
      { results: [answer('crash', { params: { size: 2 } })] },
    );
    expect(pairs.map(({ match, change }) => [match, change])).toEqual([
      ['only-a', 'disappeared'],
      ['only-b', 'new-failure'],
    ]);
  });

  test('parameters that repeat those of the probe do not', () => {
    const { pairs } = compare(
      { results: [answer('pass')] },
      { results: [answer('pass', { id: 'y', params: { size: 1 } })] },
    );
    expect(pairs.map(({ match, change }) => [match, change])).toEqual([['same', 'still-passing']]);
  });

  test('no answer is lost, however often a question was asked', () => {
    const results = ['x', 'y', 'z'].map((id) => answer('pass', { id }));
    const { pairs } = compare({ results: [answer('crash')] }, { results });
    expect(pairs.map(({ a, b }) => [a?.id, b?.id])).toEqual([
      ['x', 'x'],
      ['x', 'y'],
      ['x', 'z'],
    ]);
  });
});

function flags(values: Readonly<Record<string, string>>) {
  const settings = Object.entries(values).map(([name, requested]) => ({
    kind: 'env',
    name,
    requested,
  }));
  return { settings };
}

test('a run beside itself differs in nothing', () => {
  for (const run of realLibrary.run.values()) {
    const { differences, pairs } = compareRuns(run, run, probeBook(realLibrary));
    const wrong = differences.filter(
      ({ agreement }) => agreement !== 'same' && agreement !== 'unrecorded',
    );
    expect(wrong).toEqual([]);
    expect(pairs.every(({ match, a, b }) => match === 'same' && a?.id === b?.id)).toBe(true);
  }
});
