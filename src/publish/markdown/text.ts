import { parseLink } from '../../model/markdown-link.ts';
import { visible } from '../../model/visible.ts';
import type { Link, Location } from '../urls.ts';
import { targetOf, urlOf } from '../urls.ts';
import { BREAK, label, linkTo, longestRun, oneLine, plain, REFERENCE } from './inline.ts';

export { code, label, linkTo, list, plain } from './inline.ts';

/* Pieces of Markdown that need the library or take several lines; those of one line are in inline.ts. */

/** Several lines as they are. */
export function block(text: string, language = 'text'): string {
  const shown = visible(text).replace(/\n+$/, '');
  const fence = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return `${fence}${language}\n${shown}\n${fence}`;
}

/** A link under the name that its view model gives it. */
export function link({ label: words, target }: Link, location: Location): string {
  return linkTo(label(words), urlOf(target, location));
}

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

/** A table; cells are Markdown of one line. Without rows nothing. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Escapes, code and bars of a cell, in this order. */
const CELL_PART = /\\[\s\S]|(?<!`)(`+)(?!`)([\s\S]*?[^`])\1(?!`)|\|/g;

/** A bar ends a cell even in code, and a backslash before it may not keep it: here it is an entity. */
function cell(text: string): string {
  return text.replace(/\n+/g, ' ').replace(CELL_PART, (part, _fence, coded: string | undefined) => {
    if (part === '|' || part === '\\|') return '&#124;';
    return coded?.includes('|') === true
      ? `<code>${plain(coded).replaceAll('\\|', '&#124;')}</code>`
      : part;
  });
}

/** Something folded away. The summary is plain text. */
export function folded(summary: string, body: string): string {
  return body === '' ? '' : `<details><summary>${html(summary)}</summary>\n\n${body}\n\n</details>`;
}

function html(text: string): string {
  return oneLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(REFERENCE, `$&${BREAK}`);
}

/** A heading with what stands under it; without anything under it nothing. */
export function section(heading: string, body: string): string {
  return body === '' ? '' : `### ${heading}\n\n${body}`;
}

/** Parts of a text with a blank line between them; empty ones are left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}
