import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HIDDEN, isVisible, visible } from '../../src/model/visible.ts';
import '../fuzz/budget.ts';

/** Text of plain, of foreign and of unseen characters, beyond the basic plane too. */
const text = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom(
      'a',
      ' ',
      '\n',
      '\t',
      '·',
      '😀',
      '\u202e',
      '\u200b',
      '\0',
      '\u{e0041}',
      '\ud83d',
    ),
  ),
});

test('a text is as it is to be seen where nothing in it is unseen, and only there', () => {
  fc.assert(
    fc.property(text, (one) => {
      expect(isVisible(one)).toBe(!HIDDEN.test(one));
      expect(visible(one) === one).toBe(isVisible(one));
      expect(isVisible(visible(one))).toBe(true);
    }),
  );
});

test.each([
  ['a\u202eb', 'a⟨U+202E⟩b'],
  ['\0', '⟨U+0000⟩'],
  ['\r\n', '⟨U+000D⟩\n'],
  ['\u{e0041}', '⟨U+E0041⟩'],
  ['\u200b\u200b', '⟨U+200B⟩⟨U+200B⟩'],
  ['\u0085\u2028', '⟨U+0085⟩⟨U+2028⟩'],
  ['é 😀\t', 'é 😀\t'],
])('%j is shown as %j', (given, shown) => {
  expect(visible(given)).toBe(shown);
});
