import { describe, expect, test } from 'vitest';
import { Deviations } from '../../src/ingest/deviations.ts';
import { LISTED_DEVIATIONS } from '../../src/ingest/limits.ts';
import { runTime } from '../../src/ingest/run-moment.ts';
import { foreignness } from '../../src/ingest/version.ts';
import type { ReportedTime } from '../../src/ingest/reported.ts';
import { problem } from '../../src/model/problem.ts';

describe('deviations', () => {
  test('stand in the order in which each kind was met, few of each, and the rest are counted', () => {
    const deviations = new Deviations();
    expect(deviations.list()).toEqual([]);
    deviations.add('b', 'line 1', 'first');
    for (let n = 0; n < LISTED_DEVIATIONS; n += 1) deviations.add('a', `line ${n}`, 'all');
    deviations.add('b', 'line 9', 'second');
    const all = Array.from({ length: LISTED_DEVIATIONS }, (_, n) => ({
      ...{ code: 'a', at: `line ${n}`, note: 'all' },
    }));
    const both = [
      { code: 'b', at: 'line 1', note: 'first' },
      { code: 'b', at: 'line 9', note: 'second' },
    ];
    expect(deviations.list()).toEqual([...both, ...all]);
    deviations.add('a', 'line 98', 'too many');
    deviations.add('a', 'line 99', 'too many');
    const rest = { code: 'a', at: '', note: '2 more places of this kind' };
    expect(deviations.list()).toEqual([...both, ...all, rest]);
  });
});

describe('when a run took place', () => {
  const NO_TIME: ReportedTime = {
    start: undefined,
    end: undefined,
    notAfter: undefined,
    local: undefined,
  };
  const read = (time: Partial<ReportedTime>, date?: string) => {
    const deviations = new Deviations();
    return { time: runTime({ ...NO_TIME, ...time }, date, deviations), told: deviations.list() };
  };
  const start = '2026-03-04T10:00:00Z';
  const end = '2026-03-04T10:05:00Z';

  test('is what its file says', () => {
    expect(read({ start, end })).toEqual({ time: { start, end }, told: [] });
    expect(read({ start, end: start }).told).toEqual([]);
    expect(read({ end }).time).toEqual({ start: undefined, end });
    expect(read({ start, local: '2026-03-04T12:00:00', notAfter: end }).time).toEqual({
      start,
      end: undefined,
    });
    expect(read({})).toEqual({ time: undefined, told: [] });
    expect(read({ notAfter: end })).toEqual({ time: { notAfter: end }, told: [] });
  });

  test('ends no earlier than it starts', () => {
    const { time, told } = read({ start: end, end: start });
    expect(time).toEqual({ start: end, end: undefined });
    expect(told).toEqual([
      { code: 'end-before-start', at: '', note: `the file gives ${start} as the end` },
    ]);
  });

  test('is the day that is given where the file has no exact one', () => {
    const local = '2026-03-04T12:00:00';
    expect(read({ local, notAfter: end }, '2026-03-04')).toEqual({
      time: { start: '2026-03-04' },
      told: [
        {
          ...{ code: 'date-given', at: '' },
          note: 'the date was given by hand; the file has no exact one',
        },
      ],
    });
    expect(read({ start }, '2026-03-04').told).toEqual([]);
    expect(read({ start }, '2026-03-04T23:00:00Z').told).toEqual([]);
    const note = (moment: string) => `2026-03-05 was given, but the file says ${moment}`;
    expect(read({ start, end }, '2026-03-05')).toEqual({
      time: { start, end },
      told: [{ code: 'date-not-used', at: '', note: note(start) }],
    });
    expect(read({ end }, '2026-03-05').told.map((one) => one.note)).toEqual([note(end)]);
  });

  test('lies within the day that all zones make of a local time', () => {
    expect(read({ local: '2026-03-04T12:00:00', notAfter: end })).toEqual({
      time: { notBefore: '2026-03-03T22:00:00Z', notAfter: '2026-03-05T00:00:00Z' },
      told: [
        {
          ...{ code: 'no-time-zone', at: '' },
          note: '2026-03-04T12:00:00 in a zone that the file does not give',
        },
      ],
    });
    expect(read({ local: '2026-03-04T12:00:00.25' }).time?.notBefore).toBe('2026-03-03T22:00:00Z');
  });
});

describe('whether parsed JSON is a native record', () => {
  const place = { file: 'a.json', line: 3 };
  const told = (data: unknown) => foreignness(data, place);
  test.each([
    ['faultline.run/1', undefined],
    ['faultline.run/2', 'other-version'],
    ['faultline.run/1.5', 'other-version'],
    ['faultline.run/123456789', 'other-version'],
    ['faultline.run/1234567890', 'unknown-format'],
    ['faultline.run/1.2.3', 'unknown-format'],
    ['xfaultline.run/1', 'unknown-format'],
    ['', 'unknown-format'],
  ])('%j', (schema, code) => {
    expect(told({ schema })?.code).toBe(code);
  });

  test('it says what it found instead', () => {
    const found = (words: string) => problem('unknown-format', { found: words }, place);
    expect(told(null)).toEqual(found('it is no JSON object'));
    expect(told('text')).toEqual(found('it is no JSON object'));
    expect(told([])).toEqual(found('it is no JSON object'));
    expect(told({})).toEqual(found('it has no "schema"'));
    expect(told({ schema: 1 })).toEqual(found('its "schema" is no text'));
    expect(told({ schema: 'x'.repeat(90) })).toEqual(found(`its "schema" is "${'x'.repeat(80)}"`));
    const other = { found: 'faultline.run/2', read: 'faultline.run/1' };
    expect(told({ schema: 'faultline.run/2' })).toEqual(problem('other-version', other, place));
  });
});
