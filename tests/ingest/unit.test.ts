import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toBaseUnit } from '../../src/ingest/unit.ts';
import '../fuzz/budget.ts';

test.each([
  ['s', 0.216, 'ms', 216],
  ['s', 1.005, 'ms', 1005],
  ['sec', 64.1, 'ms', 64_100],
  ['seconds', 1e-7, 'ms', 1e-4],
  ['us', 1500, 'ms', 1.5],
  ['µs', 0.1, 'ms', 1e-4],
  ['μs', 3, 'ms', 0.003],
  ['ns', 1_730_890_800_123_456, 'ms', 1_730_890_800.123456],
  ['min', 1.1, 'ms', 66_000],
  ['kB', 0.001, 'bytes', 1],
  ['MB', 1.1, 'bytes', 1_100_000],
  ['GB', 8, 'bytes', 8e9],
  ['KiB', 1.1, 'bytes', 1126.4],
  ['MiB', 2, 'bytes', 2_097_152],
  ['GiB', -0.5, 'bytes', -536_870_912],
])('%s: %d becomes %s: %d', (unit, value, base, expected) => {
  expect(toBaseUnit(unit, [value])).toEqual({ unit: base, values: [expected] });
});

test.each(['ms', 'bytes', 'GB/s', 'KB', 'Mb', 'S', 'minutes', 'h', '%', '', ' s', 'constructor'])(
  'the unit %j is left as it is',
  (unit) => {
    expect(toBaseUnit(unit, [1])).toBeUndefined();
  },
);

test('a value beyond what a number holds is left as it is', () => {
  expect(toBaseUnit('GB', [1, 1e305])).toBeUndefined();
});

test('seconds become milliseconds without a trace of floating point', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (microseconds) => {
      // The decimal text is exact, so it is the measure of what the product should be.
      const expected = Number(`${microseconds}e-3`);
      expect(toBaseUnit('s', [Number(`${microseconds}e-6`)])?.values).toEqual([expected]);
    }),
  );
});
