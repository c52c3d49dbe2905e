import { breakableHtml, textHtml } from './breaks.ts';
import { visible } from '../model/visible.ts';

/** One line of text as HTML, escaped; backticks mark code. */
export function labelHtml(text: string): string {
  return visible(text)
    .split('`')
    .map((part, index) =>
      index % 2 === 0 ? textHtml(part) : `<code>${breakableHtml(part)}</code>`,
    )
    .join('');
}
