/** A factor as an exact decimal: `mantissa` × 10^`exponent`. */
interface Factor {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** What a measurement in a plain unit of time or size becomes. */
interface Conversion {
  readonly to: 'ms' | 'bytes';
  readonly factor: Factor;
}

const time = (mantissa: bigint, exponent: number): Conversion => ({
  to: 'ms',
  factor: { mantissa, exponent },
});
const size = (mantissa: bigint, exponent = 0): Conversion => ({
  to: 'bytes',
  factor: { mantissa, exponent },
});

/** Only what has one meaning: `KB` may be 1000 or 1024 bytes, `GB/s` is no plain size. */
const CONVERSIONS: ReadonlyMap<string, Conversion> = new Map([
  ['ns', time(1n, -6)],
  ['us', time(1n, -3)],
  ['µs', time(1n, -3)], // U+00B5, micro sign
  ['μs', time(1n, -3)], // U+03BC, Greek letter
  ['s', time(1n, 3)],
  ['sec', time(1n, 3)],
  ['seconds', time(1n, 3)],
  ['min', time(6n, 4)],
  ['kB', size(1n, 3)],
  ['MB', size(1n, 6)],
  ['GB', size(1n, 9)],
  ['KiB', size(1024n)],
  ['MiB', size(1024n ** 2n)],
  ['GiB', size(1024n ** 3n)],
]);

/** Milliseconds or bytes for a measurement in another plain unit; undefined for every other unit, or beyond what a number holds. */
export function toBaseUnit(
  unit: string,
  values: readonly number[],
): { readonly unit: 'ms' | 'bytes'; readonly values: readonly number[] } | undefined {
  const conversion = CONVERSIONS.get(unit);
  if (conversion === undefined) return undefined;
  const converted = values.map((value) => times(value, conversion.factor));
  return converted.every(Number.isFinite) ? { unit: conversion.to, values: converted } : undefined;
}

/** The product in decimal, so that 0.216 s are 216 ms and not 215.99999999999997. */
function times(value: number, { mantissa, exponent }: Factor): number {
  const match = /^(-?\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (match === null) return value;
  const [, whole = '0', fraction = '', power = '0'] = match;
  const digits = BigInt(whole + fraction) * mantissa;
  return Number(`${digits}e${Number(power) - fraction.length + exponent}`);
}
