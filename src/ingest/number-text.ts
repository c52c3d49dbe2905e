import { toBaseUnit } from './unit.ts';

/** A number as reports write it; `1,234.5` too, which some do in English. Undefined for anything else. */
export function numberIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const bare = text.trim();
  const grouped = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(bare);
  const digits = grouped ? bare.replaceAll(',', '') : bare;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(digits)) return undefined;
  const value = Number(digits);
  return Number.isFinite(value) ? value : undefined;
}

/** A count, from 0. */
export function countIn(text: string | undefined): number | undefined {
  const value = numberIn(text);
  return value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** Seconds as milliseconds, computed in decimal. */
export function secondsToMs(seconds: number): number {
  return toBaseUnit('s', [seconds])?.values[0] ?? seconds * 1000;
}
