/** From the least to the most that something may be. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** What a share can be, in percent, given that so many of so many worked: the 95 % interval after Wilson. */
export function wilson(worked: number, of: number): Range {
  const z = 1.96;
  const share = worked / of;
  const centre = share + (z * z) / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const scale = 100 / (1 + (z * z) / of);
  return {
    min: Math.max(0, (centre - half) * scale),
    max: Math.min(100, (centre + half) * scale),
  };
}

/** The least and the most of several ranges; undefined of none. */
export function span(ranges: readonly Range[]): Range | undefined {
  if (ranges.length === 0) return undefined;
  return {
    min: Math.min(...ranges.map(({ min }) => min)),
    max: Math.max(...ranges.map(({ max }) => max)),
  };
}
