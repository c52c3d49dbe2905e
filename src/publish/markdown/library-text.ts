import { parseLink } from '../../model/markdown-link.ts';
import { visible } from '../../model/visible.ts';
import { type Location, targetOf, urlOf } from '../urls.ts';

/** Markdown of the library: its links lead to the site; raw HTML and links that lead elsewhere read as text. */
export function libraryText(markdown: string, location: Location): string {
  return outsideFences(visible(markdown), (part) => linked(part, location)).trim();
}

/** Markdown in which all but the fenced code is changed. */
export function outsideFences(markdown: string, change: (part: string) => string): string {
  return markdown
    .split(/(^ {0,3}```[\s\S]*?^ {0,3}```)/m)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join('');
}

/** What means something by itself, in this order: an escape, code, the beginning of a tag, of an address. */
const MEANING =
  /\\[\s\S]|(?<!`)(`+)(?!`)[\s\S]*?[^`]\1(?!`)|<(?!https:|mailto:)(?=[a-z!/?])|(\]\(\s*<?)([a-z-]+:[^)\s>]+)/gi;

function linked(part: string, location: Location): string {
  return unwrapped(part).replace(
    MEANING,
    (found, _fence, before: string | undefined, href: string | undefined) => {
      if (found === '<') return '\\<';
      if (before === undefined || href === undefined) return found;
      const target = parseLink(href);
      if (target !== undefined) return `${before}${urlOf(targetOf(target), location)}`;
      return /^(?:https|mailto):/i.test(href) ? found : `\\${found}`;
    },
  );
}

/** What begins a block, so that the line before it stays a line of its own. */
const BEGINS = /^\s*(?:[-*+]\s|\d+[.)]\s|[#|>]|```|$)/;
const STANDS_ALONE = /^\s*[#|]|^\s*$| {2}$|\\$/;

/** In an issue every line break shows as one, so paragraphs are written in one line. */
function unwrapped(text: string): string {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const last = lines.at(-1);
    if (last === undefined || BEGINS.test(line) || STANDS_ALONE.test(last)) lines.push(line);
    else lines[lines.length - 1] = `${last} ${line.trimStart()}`;
  }
  return lines.join('\n');
}
