import { describe, expect, test } from 'vitest';
import { reportedIn } from './reported-in.ts';

function read(report: object) {
  const whole = { created: 1_700_000_000, exitcode: 0, collectors: [], ...report };
  return reportedIn(JSON.stringify(whole), '.report.json');
}

const stage = (outcome: string, more: object = {}) => ({ outcome, duration: 0.25, ...more });

const passed = (nodeid: string) => ({ nodeid, outcome: 'passed', call: stage('passed') });

describe('what was planned', () => {
  test('is not what was deselected', async () => {
    const { planned, missing, incomplete, codes } = await read({
      summary: { passed: 1, total: 1, collected: 3, deselected: 2 },
      collectors: [
        {
          nodeid: 'a.py',
          outcome: 'passed',
          result: [
            { nodeid: 'a.py::one', type: 'Function' },
            { nodeid: 'a.py::two', type: 'Function', deselected: true },
            { nodeid: 'a.py::three', type: 'Function', deselected: true },
          ],
        },
      ],
      tests: [passed('a.py::one')],
    });
    expect([planned, missing, incomplete, codes]).toEqual([1, [], undefined, []]);
  });

  test('is what was collected, whether or not it ran', async () => {
    const { planned, missing } = await read({
      summary: { passed: 1, total: 1, collected: 4 },
      collectors: [
        { nodeid: '', outcome: 'passed', result: [{ nodeid: 'a.py', type: 'Module' }] },
        {
          nodeid: 'a.py',
          outcome: 'passed',
          result: [
            { nodeid: 'a.py::one', type: 'Function' },
            { nodeid: 'a.py::two', type: 'TestItem' },
            { nodeid: 'a.py::three', type: 'DoctestItem' },
            { type: 'Function' },
          ],
        },
      ],
      tests: [passed('a.py::one')],
    });
    expect([planned, missing]).toEqual([4, ['a.py::two', 'a.py::three']]);
  });

  test('is never less than what stands there', async () => {
    expect((await read({ tests: [passed('a'), passed('b')] })).planned).toBe(2);
    const { planned } = await read({ summary: { total: 5 }, tests: [passed('a')] });
    expect(planned).toBe(5);
    expect((await read({ summary: { collected: 'many' }, tests: [] })).planned).toBe(0);
  });

  test('a count that does not hold is told', async () => {
    const { codes, notes, incomplete } = await read({
      summary: { passed: 2, failed: 0, total: 2 },
      tests: [passed('a')],
    });
    expect(codes).toEqual(['count-differs', 'count-differs']);
    expect(notes).toEqual(['passed: 2, but 1 stand there', 'total: 2, but 1 stand there']);
    expect(incomplete).toBe('the summary counts passed: 2, but 1 stand there');
  });
});

describe('how the session ended', () => {
  test.each([
    [0, undefined],
    [1, undefined],
    [5, undefined],
    [2, 'pytest was interrupted (exit code 2)'],
    [3, 'pytest had an internal error (exit code 3)'],
    [4, 'pytest was called wrongly (exit code 4)'],
    [137, 'pytest ended with exit code 137'],
  ])('exit code %i', async (exitcode, incomplete) => {
    expect((await read({ exitcode, tests: [passed('a')] })).incomplete).toBe(incomplete);
  });

  test('the report is written at its end', async () => {
    const end = '2023-11-14T22:13:20Z';
    expect((await read({ tests: [] })).time).toEqual({ end });
    expect((await read({ duration: 20, tests: [] })).time).toEqual({
      start: '2023-11-14T22:13:00Z',
      end,
    });
    expect((await read({ duration: -1, tests: [] })).time).toEqual({ end });
    expect((await read({ created: 'now', duration: 2, tests: [] })).time).toEqual({});
  });

  test('the environment and the version of pytest are told', async () => {
    const { tool, environment } = await read({
      environment: { Python: '3.12.1', Packages: { pytest: '8.1.0' }, CI: true, n: 3, empty: '' },
      tests: [],
    });
    expect(tool).toBe('pytest 8.1.0');
    expect(environment).toEqual({ Python: '3.12.1', CI: 'true', n: '3' });
    expect((await read({ environment: { Packages: {} }, tests: [] })).tool).toBe('pytest');
  });
});

describe('a test', () => {
  test.each([
    ['passed', 'pass', 'pytest-passed'],
    ['failed', 'fail', 'pytest-failed'],
    ['skipped', 'skipped', 'pytest-skipped'],
    ['error', 'error', 'pytest-error'],
    ['xfailed', 'fail', 'pytest-xfail'],
    ['xpassed', 'pass', 'pytest-xpass'],
    ['rerun', 'error', 'not-understood'],
    ['constructor', 'error', 'not-understood'],
  ])('that is %s', async (outcome, means, rule) => {
    const { outcomes, rules, cases, codes } = await read({ tests: [{ nodeid: 'a', outcome }] });
    expect([outcomes, rules]).toEqual([[means], [rule]]);
    expect(cases[0]?.rawStatus).toBe(outcome);
    const isExpected = outcome.startsWith('x');
    expect(cases[0]?.mapped.expected).toEqual(isExpected ? { outcome: 'fail' } : undefined);
    expect(codes).toEqual(rule === 'not-understood' ? ['unknown-status'] : []);
  });

  test('without an outcome or a name is told', async () => {
    const { names, outcomes, codes, cases } = await read({ tests: [{}, passed('b'), {}] });
    expect(names).toEqual(['test case 1', 'b', 'test case 3']);
    expect(outcomes).toEqual(['error', 'pass', 'error']);
    expect(cases[0]?.rawStatus).toBe('(no outcome)');
    expect(codes.toSorted()).toEqual(['no-name', 'no-name', 'unknown-status', 'unknown-status']);
  });

  test('has not passed if one of its stages failed', async () => {
    for (const name of ['setup', 'call', 'teardown']) {
      const { cases } = await read({
        tests: [{ nodeid: 'a', outcome: 'passed', [name]: stage('failed') }],
      });
      expect(cases[0]?.mapped).toMatchObject({ outcome: 'error', matched: name });
    }
  });

  test('takes as long as its stages together', async () => {
    const { cases } = await read({
      tests: [
        { nodeid: 'a', outcome: 'passed', setup: stage('passed'), call: stage('passed') },
        { nodeid: 'b', outcome: 'passed' },
        { nodeid: 'c', outcome: 'passed', call: { duration: -1 } },
        { nodeid: 'd', outcome: 'passed', call: { duration: 0 } },
      ],
    });
    expect(cases.map(({ durationMs }) => durationMs)).toEqual([500, undefined, undefined, 0]);
  });

  test('tells why: what crashed in the stage that failed, else what is written of it', async () => {
    const { cases } = await read({
      tests: [
        {
          nodeid: 'a',
          outcome: 'failed',
          setup: stage('passed', { longrepr: 'a warning' }),
          call: stage('failed', { crash: { message: 'gone' }, longrepr: 'long' }),
        },
        { nodeid: 'b', outcome: 'failed', call: stage('failed', { longrepr: ' long ' }) },
        {
          nodeid: 'c',
          outcome: 'skipped',
          setup: stage('skipped', { longrepr: "('a.py', 47, 'Skipped: no card')" }),
        },
        {
          nodeid: 'd',
          outcome: 'skipped',
          setup: stage('skipped', { longrepr: `("it's.py", 4, "isn't here")` }),
        },
        { nodeid: 'e', outcome: 'skipped', setup: stage('skipped', { longrepr: "('a.py', x)" }) },
        passed('f'),
      ],
    });
    expect(cases.map(({ reason }) => reason)).toEqual([
      'gone',
      'long',
      'no card',
      "isn't here",
      "('a.py', x)",
      undefined,
    ]);
  });

  test('has the texts of its stages by kind, a log as text or as records', async () => {
    const { cases } = await read({
      tests: [
        {
          nodeid: 'a',
          outcome: 'failed',
          setup: stage('passed', { stdout: 'one', log: 'two' }),
          call: stage('failed', {
            longrepr: 'three',
            stderr: 'four',
            log: [{ msg: 'five' }, { msg: 6 }, { msg: 'seven' }],
          }),
          teardown: stage('passed', { log: [], stdout: ' ' }),
        },
      ],
    });
    expect(cases[0]?.outputs.map(({ kind, text }) => [kind, text])).toEqual([
      ['stdout', 'one\n'],
      ['log', 'two\nfive\nseven\n'],
      ['message', 'three\n'],
      ['stderr', 'four\n'],
    ]);
  });

  test('that crashed or hung is known by its text', async () => {
    const longrepr = 'HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION: gone';
    const { outcomes } = await read({
      tests: [{ nodeid: 'a', outcome: 'failed', call: stage('failed', { longrepr }) }],
    });
    expect(outcomes).toEqual(['crash']);
  });

  test('has its metadata as parameters, the plain ones', async () => {
    const metadata = { n: 3, on: true, text: 'x', list: [1], none: null };
    const { cases } = await read({ tests: [{ ...passed('a'), metadata }] });
    expect(cases[0]?.params).toEqual({ n: 3, on: true, text: 'x' });
  });

  test('has its properties as parameters, too; metadata comes before them', async () => {
    const user_properties = [{ card: 'RX 5700' }, { n: 1 }, 'odd', { list: [1] }];
    const { cases } = await read({
      tests: [{ ...passed('a'), user_properties, metadata: { n: 3 } }, passed('b')],
    });
    expect(cases.map(({ params }) => params)).toEqual([{ card: 'RX 5700', n: 3 }, {}]);
    const many = Array.from({ length: 40_000 }, (_, n) => ({ [`p${n}`]: n }));
    const kept = await read({ tests: [{ ...passed('a'), user_properties: many }] });
    expect(Object.keys(kept.cases[0]?.params ?? {})).toHaveLength(50);
  });
});

describe('a collector', () => {
  test('that failed is a result; one that was skipped, too; one that passed is none', async () => {
    const { names, outcomes, rules, cases } = await read({
      collectors: [
        { nodeid: '', outcome: 'passed', result: [] },
        { nodeid: 'a.py', outcome: 'failed', longrepr: ' ImportError: torch ' },
        { nodeid: 'b.py', outcome: 'skipped', longrepr: 'no card' },
        { outcome: 'failed' },
        { nodeid: 'c.py' },
      ],
      tests: [],
    });
    expect(names).toEqual(['a.py', 'b.py', 'collection']);
    expect(outcomes).toEqual(['error', 'skipped', 'error']);
    const [failed, skipped] = ['pytest-collector-failed', 'pytest-collector-skipped'];
    expect(rules).toEqual([failed, skipped, failed]);
    expect(cases.map(({ rawStatus }) => rawStatus)[1]).toBe('collector skipped');
    expect(cases.map(({ reason }) => reason)).toEqual(['ImportError: torch', 'no card', undefined]);
  });
});
