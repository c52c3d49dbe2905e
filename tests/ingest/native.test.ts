import { describe, expect, test } from 'vitest';
import { readNative } from '../../src/ingest/native.ts';
import { formatProblem } from '../../src/model/problem.ts';
import { libraryOf, writtenRun } from '../library-of.ts';

const library = libraryOf({ layer: [{ id: 'kernel', name: 'Kernel', role: 'Below.' }] });
const read = (text: string, strict = false) => readNative(text, 'record.json', { library, strict });

describe('a record that does not fit its schema', () => {
  const record = {
    ...writtenRun('half'),
    title: 5,
    time: { start: '2025-11-06T10:00:00+01:00' },
    stack: [{ layer: 'kernl', component: 'amdgpu' }],
    results: [{ id: 'a', outcome: 'pass', evidence: ['log'] }],
    evidence: [{ id: 'logs', kind: 'log', path: ' kernel.log', strength: 'certain' }],
  };

  test('has its references, its own ids, its files and its repairs looked at all the same', () => {
    const { id, run, problems, wanted, repairs } = read(JSON.stringify(record));
    expect({ id, run }).toEqual({ id: 'half', run: undefined });
    expect(problems.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['bad-value', '/title'],
      ['unknown-value', '/evidence/0/strength'],
      ['dangling-id', '/stack/0/layer'],
      ['dangling-evidence', '/results/0/evidence/0'],
    ]);
    expect(wanted).toEqual([
      { index: 0, path: ' kernel.log', sha256: undefined, bytes: undefined },
    ]);
    expect(repairs).toEqual([
      {
        code: 'time-to-utc',
        path: ['time', 'start'],
        was: '2025-11-06T10:00:00+01:00',
        now: '2025-11-06T09:00:00Z',
      },
    ]);
  });

  test('has one problem at one place', () => {
    const problems = read(JSON.stringify(writtenRun('x', { replaces: 'No Id' }))).problems;
    expect(problems.map(({ code, pointer }) => [code, pointer])).toEqual([['bad-id', '/replaces']]);
  });
});

test('a run that replaces itself is a circle, not a dangling id', () => {
  const { problems } = read(JSON.stringify(writtenRun('x', { replaces: 'x' }), null, 1));
  expect(problems.map(formatProblem)).toEqual([
    [
      'record.json:17  [cycle]  /replaces',
      '  "replaces" goes round in a circle: x → x.',
      '  Remove one of these links.',
    ].join('\n'),
  ]);
});

test('deviations that the record lists itself are kept, even strictly', () => {
  const deviations = [{ code: 'by-hand', at: '', note: 'typed' }];
  const provenance = { recordedFrom: 'native', sources: [{ format: 'x' }], deviations };
  const { run, problems } = read(JSON.stringify(writtenRun('x', { provenance })), true);
  expect(problems).toEqual([]);
  expect(run?.provenance.deviations).toEqual(deviations);
});

test.each([
  ['an array', '[]', 'it does not begin like a JSON object'],
  ['nothing', '', 'it does not begin like a JSON object'],
  ['XML', '<testsuite/>', 'it does not begin like a JSON object'],
  ['no schema', '{}', 'it has no "schema"'],
  ['a schema that is no text', '{"schema": 1}', 'its "schema" is no text'],
  ['another schema', '{"schema": "faultline.run/"}', 'its "schema" is "faultline.run/"'],
  ['no version', '{"schema": "faultline.run"}', 'its "schema" is "faultline.run"'],
])('%s is another format', (_, text, found) => {
  expect(read(text).problems).toEqual([
    {
      code: 'unknown-format',
      file: 'record.json',
      line: 1,
      says: `This is not a record that can be taken in: ${found}.`,
      remedy:
        'Hand in JUnit XML, CTRF, TAP, KTAP, KCIDB 4 or 5, the report of pytest-json-report, or a JSON object with "schema": "faultline.run/1".',
    },
  ]);
});

test.each(['faultline.run/2', 'faultline.run/0', 'faultline.run/1.0', 'faultline.run/10.3'])(
  '%s is another version',
  (schema) => {
    expect(read(`{"id":"x",\n"schema": "${schema}"}`).problems.map(formatProblem)).toEqual([
      [
        'record.json:2  [other-version]',
        `  This record is written for ${schema}; this version of Faultline reads faultline.run/1.`,
        '  Bring Faultline up to date, or write the record in the version that it reads.',
      ].join('\n'),
    ]);
  },
);

test('nesting without end is a problem, not a crash', () => {
  const { problems } = read('{"a":'.repeat(100_000));
  expect(problems.map(({ says }) => says)).toEqual([
    'This is not valid JSON: it is nested too deeply.',
  ]);
});

test('nothing is before or after what is no moment', () => {
  const time = { start: '2025-02-30T10:00:00+01:00', end: '2025-02-01' };
  const { problems } = read(JSON.stringify(writtenRun('odd', { time })));
  expect(problems.map(({ code, pointer }) => [code, pointer])).toEqual([
    ['bad-value', '/time/start'],
  ]);
});

test('five thousand mistakes are told in good time', () => {
  const results = Array.from({ length: 5000 }, (_, n) => ({ id: `r-${n}`, outcom: 'pass' }));
  const started = performance.now();
  expect(read(JSON.stringify(writtenRun('x', { results }), null, 2)).problems).toHaveLength(10_000);
  expect(performance.now() - started).toBeLessThan(20_000);
});
