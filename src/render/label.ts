import type { ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { breakableHast } from './breaks.ts';
import { visible } from '../model/visible.ts';

/** One line of text as HTML, escaped; backticks mark code. */
export function labelHtml(text: string): string {
  const children = visible(text)
    .split('`')
    .map((part, index): ElementContent =>
      index % 2 === 0
        ? { type: 'text', value: part }
        : { type: 'element', tagName: 'code', properties: {}, children: breakableHast(part) },
    );
  return toHtml({ type: 'root', children });
}
