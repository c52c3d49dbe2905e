import type { ElementContent } from 'hast';

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
  return breakable(text).map(textHtml).join('<wbr>');
}

/** Text as HTML: every page is full of it, and a tree of nodes for each would take long. */
export function textHtml(text: string): string {
  return text.replaceAll('&', '&#x26;').replaceAll('<', '&#x3C;');
}
