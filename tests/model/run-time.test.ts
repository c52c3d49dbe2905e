import { describe, expect, test } from 'vitest';
import { isAfter, startedBefore } from '../../src/model/run-time.ts';
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
    ['an open bound', { notBefore: '2020-01-01' }, { start: '2025-11-06' }, false],
  ])('%s', (_, a, b, told) => {
    expect([startedBefore(at(a), at(b)), startedBefore(at(b), at(a))]).toEqual([told, false]);
  });

  test('a moment is after another by time, and after a day by its day', () => {
    expect(isAfter('2025-11-06T10:00:00.5Z', '2025-11-06T10:00:00Z')).toBe(true);
    expect(isAfter('2025-11-06T10:00:00Z', '2025-11-06')).toBe(false);
    expect(isAfter('2025-11-07', '2025-11-06T23:59:59Z')).toBe(true);
  });
});
