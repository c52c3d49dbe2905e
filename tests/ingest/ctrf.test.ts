import { describe, expect, test } from 'vitest';
import { reportedIn } from './reported-in.ts';

function read(results: object, top: object = {}) {
  const head = { reportFormat: 'CTRF', specVersion: '1.0.0' };
  const whole = { ...head, results: { tool: {}, tests: [], ...results }, ...top };
  return reportedIn(JSON.stringify(whole), 'report.json');
}

const readTests = (...tests: readonly object[]) => read({ tests });

describe('a test', () => {
  test.each([
    ['passed', undefined, undefined, 'pass', 'ctrf-passed'],
    ['failed', undefined, undefined, 'fail', 'ctrf-failed'],
    ['skipped', undefined, undefined, 'skipped', 'ctrf-skipped'],
    ['pending', undefined, undefined, 'skipped', 'ctrf-pending'],
    ['pending', undefined, 'no card', 'blocked', 'ctrf-pending-why'],
    ['other', undefined, undefined, 'error', 'ctrf-other'],
    ['other', 'failure', undefined, 'fail', 'ctrf-raw-status'],
    ['other', 'Failed', undefined, 'fail', 'ctrf-raw-status'],
    ['other', 'not failed', undefined, 'error', 'ctrf-other'],
    ['failed', 'timed out', undefined, 'hang', 'ctrf-raw-status'],
    ['failed', 'timeout', undefined, 'hang', 'ctrf-raw-status'],
    ['other', 'TimedOut', undefined, 'hang', 'ctrf-raw-status'],
    ['failed', 'no timeout', undefined, 'fail', 'ctrf-failed'],
    ['failed', 'crashed', undefined, 'crash', 'ctrf-raw-status'],
    ['other', 'crash', undefined, 'crash', 'ctrf-raw-status'],
    ['other', 'crash-free', undefined, 'error', 'ctrf-other'],
    ['passed', 'timeout', undefined, 'pass', 'ctrf-passed'],
    ['done', undefined, undefined, 'error', 'not-understood'],
    ['constructor', undefined, undefined, 'error', 'not-understood'],
  ])('that is %s, %s, %s', async (status, rawStatus, message, outcome, rule) => {
    const { cases, codes } = await readTests({ name: 'a', status, rawStatus, message });
    expect(cases[0]?.mapped).toMatchObject({ outcome, rule });
    expect(cases[0]?.rawStatus).toBe(rawStatus === undefined ? status : `${status}, ${rawStatus}`);
    expect(cases[0]?.reason).toBe(message);
    expect(codes).toEqual(rule === 'not-understood' ? ['unknown-status'] : []);
  });

  test('with its status in another spelling is understood, and told', async () => {
    const { outcomes, codes, notes } = await readTests(
      { name: 'a', status: ' PASSED ' },
      { name: 'b', status: 'Failed', raw_status: 'crashed' },
      { name: 'c' },
      { name: 'd', status: 3 },
    );
    expect(outcomes).toEqual(['pass', 'crash', 'error', 'error']);
    expect(codes.toSorted()).toEqual([
      'snake-case',
      'status-spelling',
      'status-spelling',
      'unknown-status',
      'unknown-status',
    ]);
    expect(notes).toContain('read as passed');
    expect(notes).toContain('read as rawStatus');
  });

  test('without a name is called by its number', async () => {
    const { names, codes } = await readTests({ status: 'passed' }, { name: ' ', status: 'passed' });
    expect(names).toEqual(['test case 1', 'test case 2']);
    expect(codes).toEqual(['no-name', 'no-name']);
  });

  test('is in its suites, else in its file', async () => {
    const status = 'passed';
    const { cases, codes } = await readTests(
      { name: 'a', status, suite: ['outer', ' ', 'inner'] },
      { name: 'a', status, suite: 'outer > inner  >  most' },
      { name: 'a', status, filePath: 'tests/a.py' },
      { name: 'a', status, file_path: 'tests/b.py' },
      { name: 'tests/a.py::one', status, filePath: 'tests\\a.py' },
      { name: 'a', status, suite: [], filePath: 'c.py' },
      { name: 'a', status },
    );
    expect(cases.map(({ group }) => group)).toEqual([
      ['outer', 'inner'],
      ['outer', 'inner', 'most'],
      ['tests/a.py'],
      ['tests/b.py'],
      [],
      ['c.py'],
      [],
    ]);
    expect(codes).toEqual(['suite-as-text', 'snake-case']);
  });

  test('has its texts by kind, and what it was tried with', async () => {
    const { cases } = await readTests({
      name: 'a',
      status: 'failed',
      message: 'broke',
      trace: 'at 3',
      stdout: ['one', 2, 'two'],
      stderr: 'err',
      parameters: { n: 3, list: [1] },
      flaky: true,
      retries: 2,
    });
    expect(cases[0]?.outputs.map(({ kind, text }) => [kind, text])).toEqual([
      ['message', 'broke\nat 3\n'],
      ['stdout', 'one\ntwo\n'],
      ['stderr', 'err\n'],
    ]);
    expect(cases[0]?.params).toEqual({ n: 3, flaky: true, retries: 2 });
    const plain = await readTests({ name: 'a', status: 'passed', flaky: false, retries: 0 });
    expect(plain.cases[0]?.params).toEqual({});
  });

  test('has its other tries, at most fifty', async () => {
    const { cases } = await readTests({
      name: 'a',
      status: 'passed',
      retryAttempts: [
        { status: 'failed', duration: 12 },
        { status: 'failed', rawStatus: 'timeout', duration: -1 },
        { duration: '3' },
        ...Array.from({ length: 60 }, () => ({ status: 'passed' })),
      ],
    });
    expect(cases[0]?.attempts.slice(0, 3)).toEqual([
      { outcome: 'fail', rawStatus: 'failed', durationMs: 12 },
      { outcome: 'hang', rawStatus: 'failed', durationMs: undefined },
      { outcome: 'error', rawStatus: undefined, durationMs: undefined },
    ]);
    expect(cases[0]?.attempts).toHaveLength(50);
  });

  test('takes milliseconds, or seconds where its moments say so', async () => {
    const start = 1_700_000_000_000;
    const status = 'passed';
    const { cases, codes, places } = await readTests(
      { name: 'a', status, duration: 1500 },
      { name: 'b', status, duration: 1.5, start, stop: start + 1500 },
      { name: 'c', status, duration: 1490, start, stop: start + 1500 },
      { name: 'd', status, duration: 0, start, stop: start + 1500 },
      { name: 'e', status, duration: 2, start: start / 1000, stop: start / 1000 + 2 },
      { name: 'f', status, duration: 5, start, stop: start },
      { name: 'g', status, duration: -1 },
      { name: 'h', status, duration: null },
    );
    expect(cases.map(({ durationMs }) => durationMs)).toEqual([
      1500,
      1500,
      1490,
      0,
      2000,
      5,
      undefined,
      undefined,
    ]);
    expect(codes).toContain('unreadable-time');
    expect(places).toContain('/results/tests/1/duration');
  });
});

describe('a report', () => {
  const summary = { tests: 1, passed: 1, failed: 0, skipped: 0, pending: 0, other: 0 };
  const tests = [{ name: 'a', status: 'passed' }];

  test('that counts what stands there is complete', async () => {
    const { incomplete, codes, planned } = await read({ summary, tests });
    expect([incomplete, codes, planned]).toEqual([undefined, [], 1]);
  });

  test('that counts another number says which', async () => {
    const { incomplete, codes, notes, planned } = await read({
      summary: { ...summary, tests: 3, failed: 2 },
      tests,
    });
    expect(codes).toEqual(['count-differs', 'count-differs']);
    expect(notes).toEqual(['tests: 3, but 1 stand there', 'failed: 2, but 0 stand there']);
    expect(incomplete).toBe('the summary counts tests: 3, but 1 stand there');
    expect(planned).toBe(3);
  });

  test('names its tool, its title and its environment', async () => {
    const { tool, title, environment, formatVersion } = await read({
      tool: { name: 'jest', version: '30' },
      environment: { reportName: 'Nightly', osPlatform: 'linux', build: 3, extra: {} },
    });
    expect([tool, title, formatVersion]).toEqual(['jest 30', 'Nightly', '1.0.0']);
    expect(environment).toEqual({ reportName: 'Nightly', osPlatform: 'linux', build: '3' });
    expect((await read({ tool: { version: '30' } })).tool).toBe('30');
    expect((await read({})).tool).toBeUndefined();
  });

  test('begins and ends when its summary says, in whatever form', async () => {
    const times = async (start: unknown, stop: unknown) => {
      const { time, codes } = await read({ summary: { start, stop }, tests });
      return [time, codes];
    };
    const found = { start: '2023-11-14T22:13:20Z', end: '2023-11-14T22:13:30Z' };
    expect(await times(1_700_000_000_000, 1_700_000_010_000)).toEqual([found, []]);
    const seconds = ['seconds-for-ms', 'seconds-for-ms'];
    expect(await times(1_700_000_000, 1_700_000_010)).toEqual([found, seconds]);
    expect(await times('1700000000000', '1700000010000')).toEqual([found, []]);
    const texts = ['time-as-text', 'time-as-text'];
    expect(await times('2023-11-14T22:13:20Z', '2023-11-14T22:13:30Z')).toEqual([found, texts]);
    expect(await times('2023-11-14T22:13:20', 'soon')).toEqual([{ notAfter: undefined }, []]);
  });

  test('begins with its earliest test where its summary is silent, and is not after it was written', async () => {
    const { time } = await read({
      tests: [
        { name: 'a', status: 'passed', start: 1_700_000_010_000 },
        { name: 'b', status: 'passed', start: 1_700_000_000_000 },
        { name: 'c', status: 'passed', start: 1_700_000_020_000 },
      ],
    });
    expect(time).toEqual({ start: '2023-11-14T22:13:20Z', end: undefined });
    const written = await read({ tests }, { timestamp: '2023-11-14T22:13:20Z' });
    expect(written.time).toEqual({ notAfter: '2023-11-14T22:13:20Z' });
    const local = await read({ tests }, { timestamp: '2023-11-14T22:13:20' });
    expect(local.time).toEqual({ notAfter: undefined });
  });

  test('that lacks what CTRF asks for is told of it', async () => {
    const { codes, places } = await read({ tests }, { reportFormat: 'x', specVersion: undefined });
    expect(codes).toEqual(['missing-field', 'missing-field']);
    expect(places).toEqual(['/reportFormat', '/specVersion']);
  });
});
