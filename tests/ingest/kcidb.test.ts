import { describe, expect, test } from 'vitest';
import { readFile } from '../../src/ingest/index.ts';
import { inPieces } from './byte-stream.ts';
import { reportedIn } from './reported-in.ts';

const inFull = (report: object) =>
  JSON.stringify({ version: { major: 4, minor: 3 }, tests: [], ...report });

const read = (report: object) => reportedIn(inFull(report), 'report.json');

const readTests = (...tests: readonly object[]) => read({ tests });

describe('a test', () => {
  test.each([
    ['PASS', 'pass', 'kcidb-pass'],
    ['FAIL', 'fail', 'kcidb-fail'],
    ['ERROR', 'error', 'kcidb-error'],
    ['MISS', 'blocked', 'kcidb-miss'],
    ['DONE', 'observed', 'kcidb-done'],
    ['SKIP', 'skipped', 'kcidb-skip'],
    ['pass', 'error', 'not-understood'],
    ['constructor', 'error', 'not-understood'],
  ])('with the status %s', async (status, outcome, rule) => {
    const { cases, codes, planned } = await readTests({ id: 'a:1', path: 'drm.ring', status });
    expect(cases[0]).toMatchObject({ name: 'drm.ring', rawStatus: status });
    expect(cases[0]?.mapped).toMatchObject({ outcome, rule });
    expect(codes).toEqual(rule === 'not-understood' ? ['unknown-status'] : []);
    expect(planned).toBe(1);
  });

  test('is called by its path, its comment, its id or its number', async () => {
    const { names } = await readTests(
      { id: 'a:1', path: 'p', comment: 'c', status: 'PASS' },
      { id: 'a:2', comment: 'c', status: 'PASS' },
      { id: 'a:3', status: 'PASS' },
      { path: ' ', status: 'PASS' },
    );
    expect(names).toEqual(['p', 'c', 'a:3', 'test case 4']);
  });

  test('without a status has no result, and is missing unless another entry has one', async () => {
    const { names, missing, planned, codes } = await readTests(
      { id: 'a:1', path: 'never' },
      { id: 'a:2', path: 'later', status: 'NULL' },
      { id: 'a:2', path: 'later', status: 'PASS' },
      { id: 'a:3', path: 'before', status: 'FAIL' },
      { id: 'a:3', path: 'before' },
      { path: 'nameless' },
    );
    expect(names).toEqual(['later', 'before']);
    expect([missing, planned]).toEqual([['never', 'nameless'], 4]);
    expect(codes).toEqual(['no-status', 'no-status', 'no-status', 'no-status']);
  });

  test('that did not pass says why: its error, else its log', async () => {
    const log = 'ring timed out';
    const { reasons } = await readTests(
      { status: 'FAIL', log_excerpt: log, misc: { error_msg: ' no ring ', error_code: 'E1' } },
      { status: 'FAIL', log_excerpt: log, misc: { error_code: 'E1' } },
      { status: 'FAIL', log_excerpt: `${log}\n` },
      { status: 'PASS', log_excerpt: log },
      { status: 'MISS' },
      { status: 'SKIP' },
    );
    expect(reasons).toEqual([
      'no ring',
      'E1',
      log,
      undefined,
      'The harness did not come to run it (MISS).',
      undefined,
    ]);
  });

  test('that is waived is expected to fail, by itself or by an incident', async () => {
    const { cases } = await read({
      tests: [
        { id: 'a:1', status: 'FAIL', waived: true },
        { id: 'a:2', status: 'FAIL' },
        { id: 'a:3', status: 'FAIL' },
        { id: 'a:4', status: 'FAIL', waived: 'true' },
        { id: 'a:5', status: 'FAIL' },
        { status: 'FAIL' },
      ],
      incidents: [
        { test_id: 'a:1', issue_id: '_:waived:1' },
        { test_id: 'a:2', issue_id: '_:waived:1' },
        { test_id: 'a:3', issue_id: '_:waived:1', present: false },
        { test_id: 'a:5', issue_id: 'x:waived' },
        { issue_id: '_:waived:1' },
      ],
    });
    const waived = { outcome: 'fail', why: 'waived' };
    expect(cases.map(({ mapped }) => mapped.expected)).toEqual([
      waived,
      waived,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('takes seconds, begins at a moment, and has a platform', async () => {
    const { cases, environment } = await readTests(
      {
        status: 'PASS',
        duration: 1.5,
        start_time: '2026-03-04T05:06:07+01:00',
        environment: { comment: ' a board ', compatible: ['amd,navi10', 'x'], misc: {} },
      },
      { status: 'PASS', duration: -1, environment: { comment: 'b', misc: { platform: 'qemu' } } },
      { status: 'PASS', duration: '3', start_time: 'x', environment: {} },
    );
    expect(cases.map(({ durationMs }) => durationMs)).toEqual([1500, undefined, undefined]);
    expect(cases[0]?.start).toBe('2026-03-04T04:06:07Z');
    const platforms = [{ platform: 'amd,navi10' }, { platform: 'qemu' }, {}];
    expect(cases.map(({ params }) => params)).toEqual(platforms);
    expect(environment['comment']?.trim()).toBe('a board');
  });

  test('may hold a number with its unit', async () => {
    const { cases } = await readTests(
      { path: 'bw', status: 'DONE', number: { value: 12.5, unit: 'GB/s' } },
      { path: 'mem', status: 'DONE', number: { value: 0, unit: 'B', prefix: 'binary' } },
      { status: 'DONE', number: { value: 3, prefix: 'metric' } },
      { status: 'DONE', number: { value: '3', unit: 's' } },
    );
    expect(cases.map(({ measurements }) => measurements)).toEqual([
      [{ name: 'bw', unit: 'GB/s', value: 12.5 }],
      [{ name: 'mem', unit: 'B (binary prefix)', value: 0 }],
      [{ name: 'value', unit: '(no unit)', value: 3 }],
      [],
    ]);
  });
});

describe('a report', () => {
  test('begins with its first test, and is of the origin that this names', async () => {
    const moments = await readTests(
      { origin: 'one', status: 'PASS', start_time: '2026-03-04T05:06:08Z' },
      { origin: 'two', status: 'PASS', start_time: '2026-03-04T05:06:07Z' },
      { status: 'PASS', start_time: '2026-03-04T05:06:09Z' },
    );
    expect(moments.time).toEqual({ start: '2026-03-04T05:06:07Z' });
    expect(moments.title).toBe('Tests of one');
    const local = await readTests(
      { status: 'PASS', start_time: '2026-03-04T05:06:08' },
      { status: 'PASS', start_time: '2026-03-04T05:06:07' },
    );
    expect(local.time).toEqual({ local: '2026-03-04T05:06:08' });
    expect(local.title).toBeUndefined();
  });

  test('has a version that is read, or is refused', async () => {
    const version = async (given: object) => (await read({ version: given })).formatVersion;
    expect(await version({ major: 4, minor: 3 })).toBe('4.3');
    expect(await version({ major: 5, minor: 0 })).toBe('5.0');
    for (const major of [3, 6, '4']) {
      const bytes = new TextEncoder().encode(inFull({ version: { major, minor: 0 } }));
      expect((await readFile(inPieces(bytes), 'report.json')).kind).toBe('refused');
    }
  });

  test('is told of keys that it does not know, and of builds that failed', async () => {
    const { codes, places } = await read({
      checkouts: [],
      issues: [{ id: 'x' }],
      extra: { tests: [] },
      builds: [
        { id: 'b:1', status: 'FAIL' },
        { id: 'b:2', valid: false },
        { id: 'b:3', status: 'ERROR' },
        { id: 'b:4', status: 'PASS' },
        { id: 'b:5', valid: true },
      ],
    });
    expect(codes).toEqual(['unknown-key', 'build-failed', 'build-failed', 'build-failed']);
    expect(places).toEqual(['/extra', '/builds/0', '/builds/1', '/builds/2']);
  });
});
