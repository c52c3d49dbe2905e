import type { ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';

/**
 * Where a long identifier, path or command may break: after `_`, `/`, `=`, `.` and `-` between words.
 * A soft break leaves no trace when the text is copied.
 */
export function breakable(text: string): string[] {
  return text.split(/(?<=[\w)][_/=.:-]+)(?=\w)/).filter((part) => part !== '');
}

/** The same as text nodes with `<wbr>` between them. */
export function breakableHast(text: string): ElementContent[] {
  return breakable(text).flatMap((value, index): ElementContent[] => {
    const part: ElementContent = { type: 'text', value };
    if (index === 0) return [part];
    return [{ type: 'element', tagName: 'wbr', properties: {}, children: [] }, part];
  });
}

/** The same as HTML, escaped. */
export function breakableHtml(text: string): string {
  return toHtml({ type: 'root', children: breakableHast(text) });
}
