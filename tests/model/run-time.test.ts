import { describe, expect, test } from 'vitest';
import { isAfter, runDate, runYear, startedBefore, timesOf } from '../../src/model/run-time.ts';
import { run } from '../../src/schema/run.ts';
import { writtenRun } from '../library-of.ts';

const at = (time: Record<string, string>) => run.parse({ ...writtenRun('a'), time });

describe('which of two runs started before the other', () => {
  test.each([
    ['days apart', { start: '2025-11-06' }, { start: '2025-11-07' }, true],
    ['one day', { start: '2025-11-06' }, { start: '2025-11-06' }, false],
    ['a moment of that day', { start: '2025-11-06' }, { start: '2025-11-06T10:00:00Z' }, false],
    ['moments', { start: '2025-11-06T09:59:59Z' }, { start: '2025-11-06T10:00:00Z' }, true],
    ['one moment', { start: '2025-11-06T10:00:00Z' }, { start: '2025-11-06T10:00:00Z' }, false],
    ['an end before a start', { end: '2025-11-06' }, { start: '2025-11-07' }, true],
    ['a bound before a start', { notAfter: '2025-11-06' }, { start: '2025-11-07' }, true],
    ['a bound of the same day', { notAfter: '2025-11-06' }, { start: '2025-11-06' }, false],
    ['a start before a bound', { start: '2025-11-06' }, { notBefore: '2025-11-07' }, true],
    ['a start beside a late bound', { start: '2025-11-06' }, { notAfter: '2025-11-07' }, false],
    ['a start beside a late end', { start: '2025-11-06' }, { end: '2025-11-07' }, false],
    [
      'moments of which the day is known',
      { start: '2025-11-06T09:00:00Z', precision: 'day' },
      { start: '2025-11-06T10:00:00Z', precision: 'day' },
      false,
    ],
    [
      'moments of which one knows the minute',
      { start: '2025-11-06T09:00:00Z', precision: 'minute' },
      { start: '2025-11-06T09:00:30Z' },
      false,
    ],
    [
      'minutes apart',
      { start: '2025-11-06T09:00:59Z', precision: 'minute' },
      { start: '2025-11-06T09:01:00Z' },
      true,
    ],
    ['an open bound', { notBefore: '2020-01-01' }, { start: '2025-11-06' }, false],
  ])('%s', (_, a, b, told) => {
    expect([startedBefore(at(a), at(b)), startedBefore(at(b), at(a))]).toEqual([told, false]);
  });

  test('a moment is after another by what both know', () => {
    expect(isAfter('2025-11-06T10:00:00.5Z', '2025-11-06T10:00:00.25Z')).toBe(true);
    expect(isAfter('2025-11-06T10:00:00.5Z', '2025-11-06T10:00:00Z')).toBe(false);
    expect(isAfter('2025-11-06T10:00:01Z', '2025-11-06T10:00:00.5Z')).toBe(true);
    expect(isAfter('2025-11-06T10:00:00Z', '2025-11-06')).toBe(false);
    expect(isAfter('2025-11-07', '2025-11-06T23:59:59Z')).toBe(true);
  });
});

describe('the times of a run are no more exact than its record says', () => {
  const times = {
    start: '2025-11-06T09:08:07.5Z',
    end: '2025-11-06T10:11:00Z',
    notAfter: '2025-12-01',
  };

  test.each([
    ['day', { start: '2025-11-06', end: '2025-11-06', notAfter: '2025-12-01' }],
    ['minute', { start: '2025-11-06T09:08Z', end: '2025-11-06T10:11Z', notAfter: '2025-12-01' }],
    [
      'second',
      { start: '2025-11-06T09:08:07Z', end: '2025-11-06T10:11:00Z', notAfter: '2025-12-01' },
    ],
  ])('%s', (precision, told) => {
    expect(timesOf(at({ ...times, precision }))).toEqual(told);
  });

  test('nothing: they are as they stand', () => {
    expect(timesOf(at(times))).toEqual(times);
  });

  test('the best of them is its date', () => {
    expect(runDate(at({ ...times, precision: 'minute' }))).toBe('2025-11-06T09:08Z');
    expect(runDate(at({ end: '2025-11-06', notBefore: '2025-11-01' }))).toBe('2025-11-06');
    expect(runDate(at({ notBefore: '2025-11-01', notAfter: '2025-11-03' }))).toBe('2025-11-01');
    expect(runYear(at({ notAfter: '2025-11-03' }))).toBe('2025');
  });
});
