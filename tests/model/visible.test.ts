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
