import type { ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakableHast, breakableHtml } from '../../src/render/breaks.ts';
import { labelHtml } from '../../src/render/label.ts';
import { visible } from '../../src/model/visible.ts';
import '../fuzz/budget.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.constantFrom('<', '>', '&', '"', "'", '`', '/', '_', 'a', '=', '&lt;', '<script>'))
    .map((parts) => parts.join('')),
);
const html = (children: ElementContent[]) => toHtml({ type: 'root', children });

test('text that may break is what a tree of nodes would give', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(breakableHtml(text)).toBe(html(breakableHast(text)));
    }),
  );
});

test('so is a line in which backticks mark code', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const nodes = visible(text)
        .split('`')
        .map((part, index): ElementContent =>
          index % 2 === 0
            ? { type: 'text', value: part }
            : { type: 'element', tagName: 'code', properties: {}, children: breakableHast(part) },
        );
      expect(labelHtml(text)).toBe(html(nodes));
    }),
  );
});
