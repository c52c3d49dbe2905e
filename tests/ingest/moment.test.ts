import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toUtc } from '../../src/ingest/moment.ts';
import '../fuzz/budget.ts';

test.each([
  ['2025-11-06T10:00:00+01:00', '2025-11-06T09:00:00Z'],
  ['2025-11-06T10:00:00.000-05:30', '2025-11-06T15:30:00.000Z'],
  ['2025-12-31T23:59:59.999999-00:01', '2026-01-01T00:00:59.999999Z'],
  ['2024-02-29T23:00:00-02:00', '2024-03-01T01:00:00Z'],
  ['2025-11-06T10:00:00-00:00', '2025-11-06T10:00:00Z'],
  ['0001-01-01T12:00:00+01:00', '0001-01-01T11:00:00Z'],
])('%s is %s', (text, utc) => {
  expect(toUtc(text)).toBe(utc);
});

test.each([
  '2025-11-06T10:00:00Z',
  '2025-11-06',
  '2025-11-06T10:00:00',
  '2025-11-06T10:00+01:00',
  '2025-02-29T10:00:00+01:00',
  '2025-11-06T25:00:00+01:00',
  '2025-11-06T10:00:00+99:00',
  '2025-11-06 10:00:00+01:00',
  'yesterday',
  '',
])('%j is left as it is', (text) => {
  expect(toUtc(text)).toBeUndefined();
});

test('it stays the same moment', () => {
  const dates = fc.date({
    min: new Date('0002-01-01'),
    max: new Date('9998-12-31'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(dates, fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, ahead) => {
      const two = (number: number) => String(number).padStart(2, '0');
      const [hours, minutes] = [Math.floor(Math.abs(ahead) / 60), Math.abs(ahead) % 60];
      const offset = `${ahead < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
      const local = new Date(date.getTime() + ahead * 60_000).toISOString().replace('Z', offset);
      expect(toUtc(local)).toBe(date.toISOString());
    }),
  );
});
