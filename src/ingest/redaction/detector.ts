import type { RedactionKind } from './kind.ts';

/** Something found in a text: its kind and where it stands. */
export interface Detection {
  readonly kind: RedactionKind;
  /** From (inclusive), to (exclusive). */
  readonly from: number;
  readonly to: number;
}

/**
 * Finds one kind of thing by its form or by what stands before it. Every quantifier of its pattern is
 * bounded, so that the time it takes grows with the text alone.
 */
export interface Detector {
  readonly kind: RedactionKind;
  /** Text without any of these, in lower case, need not be searched. */
  readonly hints: readonly string[];
  /** Its group `v` is what is found; it ends where the match ends. */
  readonly pattern: RegExp;
  /** Whether it really is one, given what stands before and after it. */
  readonly accept?: (value: string, before: string, after: string) => boolean;
  /** Whether the value is a name that may be looked for wherever else it stands. */
  readonly names?: boolean;
}

/** So many characters before and after a value are looked at. */
const LOOK = 256;

/** Everything that the detectors find in a text, in no particular order. */
export function* detect(text: string, detectors: readonly Detector[]): Generator<Detection> {
  const lower = text.toLowerCase();
  for (const { kind, hints, pattern, accept } of detectors) {
    if (hints.length > 0 && !hints.some((hint) => lower.includes(hint))) continue;
    for (const match of text.matchAll(pattern)) {
      const value = match.groups?.['v'] ?? '';
      const to = match.index + match[0].length;
      const from = to - value.length;
      if (value === '') continue;
      const before = text.slice(Math.max(0, from - LOOK), from);
      if (accept?.(value, before, text.slice(to, to + LOOK)) === false) continue;
      yield { kind, from, to };
    }
  }
}
