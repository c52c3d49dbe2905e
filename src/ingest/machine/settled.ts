import type { Origin } from './fact.ts';

/** One source's word for something. */
export interface Told {
  /** Undefined: it says that there is none. */
  readonly value: string | undefined;
  readonly from: Origin;
}

/** Sources that say different things of the same. */
export interface Disagreement {
  readonly key: string;
  readonly told: readonly Told[];
}

/**
 * What all sources say alike; nothing where they disagree: no source is chosen over another. All of them may
 * say that there is none: then there is a place where that was read, and no value.
 */
export function settled(
  key: string,
  told: readonly Told[],
): {
  readonly value?: string | undefined;
  readonly from?: Origin | undefined;
  readonly disagreement?: Disagreement | undefined;
} {
  const values = new Map(told.toReversed().map((one) => [one.value, one]));
  const [only] = values.values();
  if (values.size > 1) return { disagreement: { key, told: [...values.values()].toReversed() } };
  return only === undefined ? {} : { value: only.value, from: only.from };
}

/** `"6.1" (kernel log, dmesg.txt:3), "6.2" (kernel version, uname.txt:1)` */
export function inWords(told: readonly Told[]): string {
  return told
    .map(({ value, from }) => {
      const said = value === undefined ? 'not set' : `"${value}"`;
      return `${said} (${from.what}, ${from.file}:${from.line})`;
    })
    .join(', ');
}
