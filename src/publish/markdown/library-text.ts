import { parseLink } from '../../model/markdown-link.ts';
import { type Location, targetOf, urlOf } from '../urls.ts';

/** Markdown of the library: its links lead to the site, raw HTML reads as text. */
export function libraryText(markdown: string, location: Location): string {
  return markdown
    .split(/(^ {0,3}```[\s\S]*?^ {0,3}```)/m)
    .map((part, index) => (index % 2 === 0 ? outsideFences(part, location) : part))
    .join('')
    .trim();
}

function outsideFences(part: string, location: Location): string {
  return unwrapped(part)
    .split(/(`+[^`]*`+)/)
    .map((text, index) => (index % 2 === 0 ? prose(text, location) : text))
    .join('');
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

function prose(part: string, location: Location): string {
  return part
    .replace(/<(?!https:|mailto:)(?=[a-z!/?])/gi, '\\<')
    .replace(/(\]\(\s*)([a-z-]+:[^)\s>]+)/g, (whole, before: string, href: string) => {
      const target = parseLink(href);
      return target === undefined ? whole : `${before}${urlOf(targetOf(target), location)}`;
    });
}
