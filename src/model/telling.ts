/** What one of many things tells. */
export interface Telling {
  /** Things of one series can be set against each other. */
  readonly series: string;
  readonly outcome: string;
}

/**
 * The most telling of many things, in their order: those of which something else came than of the one
 * before in their series take up to half of the places, the newest have the rest. All, if they are no more.
 * @param things the oldest first
 */
export function mostTelling<T>(
  things: readonly T[],
  most: number,
  tell: (thing: T) => Telling,
): readonly T[] {
  if (things.length <= most) return things;
  const last = new Map<string, string>();
  const turns = things.filter((thing) => {
    const { series, outcome } = tell(thing);
    const before = last.get(series);
    last.set(series, outcome);
    return before !== undefined && before !== outcome;
  });
  const shown = new Set(turns.slice(-Math.floor(most / 2)));
  for (const thing of things.toReversed()) {
    if (shown.size >= most) break;
    shown.add(thing);
  }
  return things.filter((thing) => shown.has(thing));
}
