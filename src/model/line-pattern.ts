import { RE2JS, RE2JSException } from 're2js';

/** Longer lines are looked at only so far, in UTF-16 units. */
const MAX_LINE = 10_000;

/** A pattern in RE2 syntax: the time it takes grows with the text alone, whatever the pattern. */
export interface LinePattern {
  /** The part of a line that matches; undefined if none does. */
  readonly in: (line: string) => string | undefined;
}

/** A pattern ready for use, or why it is none. */
export function linePattern(source: string): LinePattern | { readonly cause: string } {
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(source);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return { cause: error.message.replace(/^error parsing regexp: /, '') };
  }
  if (compiled.test('')) return { cause: 'it matches every line' };
  return {
    in: (line) => {
      const text = line.slice(0, MAX_LINE);
      if (!compiled.test(text)) return undefined;
      const matcher = compiled.matcher(text);
      return matcher.find() ? (matcher.group() ?? undefined) : undefined;
    },
  };
}
