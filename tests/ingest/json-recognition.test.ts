import { expect, test } from 'vitest';
import { recogniseJson } from '../../src/ingest/json-recognition.ts';

const formatOf = (value: unknown) => recogniseJson(JSON.stringify(value), true);

const RECOGNISED: readonly (readonly [string, object, string])[] = [
  ['a record', { schema: 'faultline.run/1' }, 'native'],
  ['a record of a version to come', { schema: 'faultline.run/99' }, 'native'],
  ['a record that forgot to say so', { provenance: {} }, 'native'],
  ['CTRF by its name', { reportFormat: 'CTRF' }, 'ctrf'],
  ['CTRF by its tests', { results: { tests: [] } }, 'ctrf'],
  ['CTRF by its summary', { results: { summary: {} } }, 'ctrf'],
  ['CTRF by its tool', { results: { tool: {} } }, 'ctrf'],
  ['KCIDB by its minor version', { version: { major: 4, minor: 3 } }, 'kcidb'],
  ...['checkouts', 'builds', 'tests', 'issues', 'incidents'].map(
    (key) => [`KCIDB by its ${key}`, { version: { major: 4 }, [key]: [] }, 'kcidb'] as const,
  ),
  ['KCIDB without a version, by path', { tests: [{ origin: 'a', path: 'b' }] }, 'kcidb'],
  ['KCIDB without a version, by build', { tests: [{ origin: 'a', build_id: 'b' }] }, 'kcidb'],
  ['pytest by its exit code', { tests: [], exitcode: 0 }, 'pytest-json-report'],
  ['pytest by its collectors', { tests: [], collectors: [] }, 'pytest-json-report'],
  ['pytest by its node ids', { tests: [{ nodeid: 'a' }] }, 'pytest-json-report'],
  ['pytest without tests', { exitcode: 0, collectors: [] }, 'pytest-json-report'],
  ['pytest without tests, by its day', { exitcode: 0, created: 1 }, 'pytest-json-report'],
];

test.each(RECOGNISED)('%s is recognised', (_, value, format) => {
  expect(formatOf(value)).toEqual({ format });
});

test.each([
  [{ schema: 'my faultline.run/1' }, 'a JSON object whose "schema" is not that of a run'],
  [{ schema: 3 }, 'a JSON object whose "schema" is not that of a run'],
  [{ testResults: [], numTotalTests: 1 }, 'the JSON report of Jest'],
  [{ testResults: [] }, 'a JSON object with "testResults"'],
  [{ stats: {}, passes: [] }, 'the JSON report of Mocha'],
  [{ stats: {} }, 'a JSON object with "stats"'],
  [{ Action: 'run', Package: 'x' }, 'the output of go test -json'],
  [{ Action: 'run' }, 'a JSON object with "Action"'],
  [{ run_info: {}, results: [] }, 'a wptreport'],
  [{ results: [{ tests: [] }] }, 'a JSON object with "results"'],
  [{ exitcode: 0 }, 'a JSON object with "exitcode"'],
  [{ created: 0, collectors: [] }, 'a JSON object with "created", "collectors"'],
  [{ tests: [{ origin: 'a' }] }, 'a JSON object with "tests"'],
  [{ tests: [{ path: 'a' }] }, 'a JSON object with "tests"'],
  [{ version: { minor: 3 } }, 'a JSON object with "version"'],
  [{ version: { major: 4 } }, 'a JSON object with "version"'],
  [{}, 'an empty JSON object'],
  [{ a: { b: 1 }, c: 2, d: 3, e: 4, f: 5 }, 'a JSON object with "a", "c", "d", "e", "f"'],
  [{ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }, 'a JSON object with "a", "b", "c", "d", "e" and others'],
  [{ ['k'.repeat(60)]: 1 }, `a JSON object with "${'k'.repeat(40)}"`],
])('%j is not, and is told by what it looks like', (value, looksLike) => {
  expect(formatOf(value)).toEqual({ looksLike });
});

test('JSON that is broken is told by who reads records; its beginning alone is not broken', () => {
  expect(recogniseJson('{"a": 1, }', true)).toEqual({ format: 'native' });
  expect(recogniseJson('{"a": 1, "b', true)).toEqual({ format: 'native' });
  expect(recogniseJson('{"a": 1, "b', false)).toEqual({ looksLike: 'a JSON object with "a"' });
  expect(recogniseJson('['.repeat(500), true)).toEqual({ looksLike: 'an empty JSON object' });
});
