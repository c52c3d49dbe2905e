import { describe, expect, test } from 'vitest';
import type { ReportedCase, ReportedRun, RunContext } from '../../src/ingest/index.ts';
import { recordOf } from '../../src/ingest/record.ts';
import { MAX_RESULTS } from '../../src/schema/run.ts';
import { cases, printed, reportOf } from './a-report.ts';

const ORIGINAL = { sha256: '0123456789abcdef'.repeat(4), bytes: 10 };

function recorded(report: ReportedRun, context: RunContext = {}) {
  const found = recordOf(report, context, ORIGINAL);
  if (found === undefined) throw new Error('Nothing says when it took place.');
  return found.run;
}

const one = (rest: Partial<ReportedRun> = {}, context: RunContext = {}) =>
  recorded(reportOf(cases({}), rest), context);

test('a record of the barest report', () => {
  expect(JSON.parse(JSON.stringify(one()))).toEqual({
    schema: 'faultline.run/1',
    id: '2026-01-02-ctrf-01234567',
    title: 'Tests, from CTRF',
    time: { start: '2026-01-02T03:04:05Z' },
    provenance: {
      recordedFrom: 'import',
      sources: [{ format: 'ctrf', sha256: ORIGINAL.sha256 }],
      deviations: [],
    },
    stack: [],
    results: [
      {
        id: 'case-0',
        question: 'case 0',
        outcome: 'pass',
        raw: { format: 'ctrf', status: 'ok', pointer: '/tests/0', line: 10, offset: 100 },
        mapping: { rule: 'status' },
      },
    ],
  });
});

test('what somebody says goes before what is made up', () => {
  const run = one(
    { title: 'Title of the file', tool: 'runner 1.2' },
    {
      id: 'an-id',
      title: 'A title',
      replaces: 'an-older-run',
      runner: { id: 'me', kind: 'person' },
    },
  );
  expect(run).toMatchObject({ id: 'an-id', title: 'A title', replaces: 'an-older-run' });
  expect(run.provenance).toMatchObject({
    runner: { id: 'me', kind: 'person' },
    tool: 'runner 1.2',
  });
});

test.each([
  [{ title: 'Title', tool: 'runner' }, 'Title, from CTRF'],
  [{ tool: 'runner\n1.2' }, 'runner 1.2, from CTRF'],
  [{ format: 'junit' }, 'Tests, from JUnit XML'],
  [{ format: 'tap' }, 'Tests, from TAP'],
  [{ format: 'ktap' }, 'Tests, from KTAP'],
  [{ format: 'kcidb' }, 'Tests, from KCIDB'],
  [{ format: 'pytest-json-report' }, 'Tests, from pytest-json-report'],
] as const)('%j is titled %s', (rest, title) => {
  expect(one(rest).title).toBe(title);
});

test('the version of a format stands beside it', () => {
  expect(one({ format: 'kcidb', formatVersion: '5.3\n' }).provenance.sources).toEqual([
    { format: 'kcidb 5.3', sha256: ORIGINAL.sha256 },
  ]);
});

test('why a report is not whole, and what was left out, are kept', () => {
  expect(one({ incomplete: 'It ends\nearly.', leftOut: 3 })).toMatchObject({
    incomplete: 'It ends early.',
    resultsLeftOut: 3,
  });
  expect(one().resultsLeftOut).toBeUndefined();
  expect(one().incomplete).toBeUndefined();
});

describe('the time', () => {
  const timeOf = (time: ReportedRun['time'], date?: string) => {
    const run = one({ time }, { date });
    return [run.time, run.provenance.deviations?.map(({ code, note }) => `${code}: ${note}`)];
  };
  const START = '2026-03-04T10:00:00Z';
  const END = '2026-03-04T11:00:00Z';

  test('is that of the file', () => {
    expect(timeOf({ start: START, end: END })).toEqual([{ start: START, end: END }, []]);
    expect(timeOf({ end: END })).toEqual([{ start: undefined, end: END }, []]);
    expect(timeOf({ start: START, end: START })).toEqual([{ start: START, end: START }, []]);
  });

  test('is that of the file, where somebody gives its day', () => {
    expect(timeOf({ start: START }, '2026-03-04')).toEqual([{ start: START, end: undefined }, []]);
    expect(timeOf({ end: END }, '2026-03-04')).toEqual([{ start: undefined, end: END }, []]);
    const hour = '2026-03-04T23:00:00Z';
    expect(timeOf({ start: START }, hour)).toEqual([{ start: START, end: undefined }, []]);
  });

  test('is that of the file, where somebody gives another, and that is told', () => {
    const code = 'date-not-used: 2026-03-05 was given, but the file says';
    expect(timeOf({ start: START, end: END }, '2026-03-05')[1]).toEqual([`${code} ${START}`]);
    expect(timeOf({ end: END }, '2026-03-05')[1]).toEqual([`${code} ${END}`]);
  });

  test('has no end before its start', () => {
    expect(timeOf({ start: END, end: START })).toEqual([
      { start: END, end: undefined },
      [`end-before-start: the file gives ${START} as the end`],
    ]);
  });

  test('is what somebody gives, where the file has no exact moment', () => {
    const told = ['date-given: the date was given by hand; the file has no exact one'];
    const given = { start: '2026-03-05' };
    expect(timeOf({}, '2026-03-05')).toEqual([given, told]);
    expect(timeOf({ local: '2026-03-04T10:00:00' }, '2026-03-05')).toEqual([given, told]);
    expect(timeOf({ notAfter: END }, '2026-03-05')).toEqual([given, told]);
  });

  test('of an unknown zone lies within bounds', () => {
    expect(timeOf({ local: '2026-03-04T10:00:00', notAfter: END })).toEqual([
      { notBefore: '2026-03-03T20:00:00Z', notAfter: '2026-03-04T22:00:00Z' },
      ['no-time-zone: 2026-03-04T10:00:00 in a zone that the file does not give'],
    ]);
  });

  test('may have one bound', () => {
    expect(timeOf({ notAfter: END })).toEqual([{ notAfter: END }, []]);
  });

  test('is not made up', () => {
    expect(recordOf(reportOf(cases({}), { time: {} }), {}, ORIGINAL)).toBeUndefined();
  });

  test.each([
    [{ end: END }, '2026-03-04'],
    [{ local: '2026-03-04T10:00:00' }, '2026-03-03'],
    [{ notAfter: END }, '2026-03-04'],
  ])('%j names the record', (time, day) => {
    expect(one({ time }).id).toBe(`${day}-ctrf-01234567`);
  });
});

describe('names and ids', () => {
  test('hold the groups, and the cases that one is a part of', () => {
    const { results } = recorded(
      reportOf(
        cases(
          { name: 'outer', group: ['suite', 'class'] },
          { name: 'inner', group: ['not shown'], parent: 0 },
          { name: 'innermost', parent: 1 },
          { name: 'alone', parent: 77 },
        ),
      ),
    );
    expect(results.map(({ id, parent, question }) => [id, parent, question])).toEqual([
      ['suite-class-outer', undefined, 'suite › class › outer'],
      ['suite-class-outer-inner', 'suite-class-outer', 'suite › class › outer › inner'],
      [
        'suite-class-outer-inner-innermost',
        'suite-class-outer-inner',
        'suite › class › outer › inner › innermost',
      ],
      ['alone', undefined, 'alone'],
    ]);
  });

  test('of one name are kept apart, and that is told', () => {
    const { results, provenance } = recorded(
      reportOf(cases({ name: 'a' }, { name: 'a' }, { name: 'A' }, { name: '☢' })),
    );
    expect(results.map(({ id }) => id)).toEqual(['a', 'a-2', 'a-3', 'test-4']);
    expect(provenance.deviations).toEqual([
      { code: 'duplicate-name', at: '/tests/1', note: '"a" again; kept apart as a-2' },
    ]);
  });

  test('of every case lead to its result', () => {
    const all = cases({ name: 'a' }, { name: 'a' });
    const ids = recordOf(reportOf(all), {}, ORIGINAL)?.ids;
    expect(all.map((given) => ids?.get(given))).toEqual(['a', 'a-2']);
  });
});

describe('a result', () => {
  const resultOf = (given: Partial<ReportedCase>, context: RunContext = {}) => {
    const [result] = recorded(reportOf(cases(given)), context).results;
    return JSON.parse(JSON.stringify(result)) as Record<string, unknown>;
  };

  test('holds everything that is reported', () => {
    expect(
      resultOf({
        name: 'conv',
        rawStatus: 'failed',
        mapped: {
          outcome: 'fail',
          rule: 'text',
          matched: 'it\ndied',
          expected: { outcome: 'pass', why: 'todo\nlater' },
        },
        reason: 'It died.',
        attempts: [{ outcome: 'crash', rawStatus: 'broken\n', durationMs: 3 }, { outcome: 'fail' }],
        params: { size: 3 },
        measurements: [{ name: 'speed', unit: 'GB/s', value: 7 }],
        durationMs: 12,
      }),
    ).toEqual({
      id: 'conv',
      question: 'conv',
      params: { size: 3 },
      outcome: 'fail',
      reason: { text: 'It died.' },
      expected: { outcome: 'pass', why: 'todo later' },
      attempts: [{ outcome: 'crash', rawStatus: 'broken', durationMs: 3 }, { outcome: 'fail' }],
      termination: { durationMs: 12 },
      measurements: [{ name: 'speed', unit: 'GB/s', values: [7] }],
      raw: { format: 'ctrf', status: 'failed', pointer: '/tests/0', line: 10, offset: 100 },
      mapping: { rule: 'text', matched: 'it died' },
    });
  });

  test('has no empty reason for what was expected', () => {
    const mapped = { outcome: 'fail', rule: 'todo', expected: { outcome: 'fail', why: ' ' } };
    expect(resultOf({ mapped } as never)['expected']).toEqual({ outcome: 'fail' });
  });

  test('that is blocked was not run, unless something else is said', () => {
    const mapped = { outcome: 'blocked', rule: 'status' } as const;
    expect(resultOf({ mapped })['reason']).toEqual({ text: 'It was not run.' });
    expect(resultOf({ mapped, reason: 'No disk.' })['reason']).toEqual({ text: 'No disk.' });
  });

  test('is joined by the error that it was judged by', () => {
    const line = 'aborting with error : HSA_STATUS_ERROR_EXCEPTION: x. code: 0x1016';
    const output = printed(line);
    const { matched = '' } = output.telling ?? {};
    const judged = { outcome: 'crash', rule: 'text', matched } as const;
    expect(output.telling?.signature).toBe(true);
    const outputs = [printed('all is well'), printed('Segmentation fault'), output];
    expect(resultOf({ mapped: judged, outputs })['reason']).toEqual({ signature: matched });
    const other = { outcome: 'crash', rule: 'text', matched: 'Segmentation fault' } as const;
    expect(resultOf({ mapped: other, outputs })['reason']).toBeUndefined();
  });

  test('belongs to the probe that its name, its whole name or its id is said to be', () => {
    const given = { name: 'Conv 2D', group: ['suite'] };
    const probes = { 'suite-conv-2d': 'by-id' };
    expect(resultOf(given, { probes })['probe']).toBe('by-id');
    const whole = { ...probes, 'suite › Conv 2D': 'by-whole-name' };
    expect(resultOf(given, { probes: whole })['probe']).toBe('by-whole-name');
    const named = { ...whole, 'Conv 2D': 'by-name' };
    expect(resultOf(given, { probes: named })['probe']).toBe('by-name');
    expect(resultOf({ name: 'constructor' }, { probes })['probe']).toBeUndefined();
  });
});

describe('the plan', () => {
  const planOf = (rest: Partial<ReportedRun>, ...given: readonly Partial<ReportedCase>[]) =>
    recorded(reportOf(cases(...given), rest)).plan;

  test('is nothing where a report promises nothing', () => {
    expect(planOf({}, {})).toBeUndefined();
  });

  test('is a number where no missing test is named', () => {
    expect(planOf({ planned: 2 }, {}, {})).toEqual({ count: 2 });
    expect(planOf({ planned: 3 }, {}, {})).toEqual({ count: 3 });
  });

  test('names all where the missing ones are known', () => {
    const missing = ['gone', '☢', 'case 0'];
    expect(planOf({ planned: 4, missing }, {}, { parent: 0, name: 'a' })).toEqual({
      count: 4,
      ids: ['case-0', 'gone', 'missing-2', 'case-0-2'],
    });
  });

  test('names none where more are missing than are named', () => {
    expect(planOf({ planned: 3, missing: ['gone'] }, {})).toEqual({ count: 3 });
    expect(planOf({ planned: 2, missing: ['gone'], leftOut: 1 }, {})).toEqual({ count: 2 });
  });

  test('names no more than a record holds', () => {
    const missing = Array.from({ length: MAX_RESULTS - 1 }, (_, n) => `m${n}`);
    const count = MAX_RESULTS;
    expect(planOf({ planned: count, missing }, {})?.ids).toHaveLength(count);
    const more = [...missing, 'one more'];
    expect(planOf({ planned: count + 1, missing: more }, {})).toEqual({ count: count + 1 });
  });

  test('gives parts of a group without a result places of their own', () => {
    expect(planOf({ planned: 1, missing: ['x'] }, { parent: 9 }, { parent: 9 })).toEqual({
      count: 3,
    });
  });
});

describe('the machine', () => {
  const with_ = (environment: Record<string, string>, context: RunContext = {}) =>
    one({ environment }, context);

  test.each([
    [{}, undefined],
    [{ Platform: 'Linux-6.14\nx' }, { os: 'Linux-6.14 x' }],
    [{ osPlatform: 'linux', osVersion: '24.04' }, { os: 'linux 24.04' }],
    [{ osPlatform: 'linux' }, { os: 'linux' }],
    [{ osVersion: '11' }, { os: '11' }],
    [{ osPlatform: 'linux', Platform: 'P' }, { os: 'P' }],
    [
      { osPlatform: 'Linux', osRelease: '6.14\n' },
      { os: 'Linux', kernel: '6.14' },
    ],
    [{ osPlatform: 'win32', osRelease: '10.0' }, { os: 'win32' }],
    [{ osPlatform: 'not linux', osRelease: '10.0' }, { os: 'not linux' }],
    [{ osRelease: '6.14' }, undefined],
  ])('of %j is %j', (environment: Record<string, string>, machine) => {
    expect(with_(environment).machine).toEqual(machine);
  });

  test('is what somebody says, before what the report says', () => {
    const machine = { os: 'Ubuntu 24.04', gpus: [] };
    const run = with_({ osPlatform: 'linux', osRelease: '6.14' }, { machine });
    expect(run.machine).toEqual({ ...machine, kernel: '6.14' });
  });

  test('has the Python of the report in its stack, unless somebody names one', () => {
    const rocm = { component: 'ROCm', installed: '7.0.2' };
    const python = { component: 'Python', loaded: '3.12.3' };
    expect(with_({ Python: '3.12.3\n' }, { stack: [rocm] }).stack).toEqual([rocm, python]);
    const said = { component: 'Python', loaded: '3.11' };
    expect(with_({ Python: '3.12.3' }, { stack: [said] }).stack).toEqual([said]);
    expect(with_({ Python: ' ' }, { stack: [rocm] }).stack).toEqual([rocm]);
  });

  test('leaves out what a record has no place for, and says so', () => {
    const kept = {
      osPlatform: 'linux',
      osVersion: '1',
      osRelease: '2',
      Platform: 'p',
      Python: '3',
      reportName: 'r',
    };
    expect(with_(kept).provenance.deviations).toEqual([]);
    expect(with_({ ...kept, CI: 'yes', appName: 'x' }).provenance.deviations).toEqual([
      {
        code: 'environment-left-out',
        at: '',
        note: 'values of the environment that the record does not hold: CI, appName',
      },
    ]);
  });
});

test('deviations are lines, those of the file first', () => {
  const deviations = [
    { code: 'a', at: 'line\n1', note: 'odd\nthing' },
    { code: 'b', at: 'x'.repeat(401), note: ' ' },
  ];
  const run = recorded(
    reportOf(cases({ name: 'a' }, { name: 'a' }), { deviations, environment: { CI: '1' } }),
    { settings: [{ kind: 'env', name: 'A', requested: '1' }] },
  );
  const listed = run.provenance.deviations ?? [];
  expect(listed.map(({ code }) => code)).toEqual([
    'a',
    'b',
    'environment-left-out',
    'duplicate-name',
  ]);
  expect(listed[0]).toEqual({ code: 'a', at: 'line 1', note: 'odd thing' });
  expect(listed[1]).toEqual({ code: 'b', at: `${'x'.repeat(399)}…`, note: '(nothing)' });
  expect(run.settings).toEqual([{ kind: 'env', name: 'A', requested: '1' }]);
});
