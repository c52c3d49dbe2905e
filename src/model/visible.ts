/** Most texts: nothing in them that could be invisible. */
const PLAIN = /^[\n\t -~]*$/;

const UNSEEN = String.raw`[\p{Cc}\p{Cf}\u2028\u2029]`;
const BREAKS = String.raw`[\n\t]`;

/** A control, bidirectional or zero-width character, other than a line break or a tab. */
export const HIDDEN = new RegExp(`(?!${BREAKS})${UNSEEN}`, 'u');

/**
 * Text from outside with its control, bidirectional and zero-width characters made visible,
 * so that it cannot show a reader something other than what it holds. Line breaks and tabs stay.
 */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    character === '\n' || character === '\t'
      ? character
      : `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}
