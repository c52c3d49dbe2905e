import { visible } from '../../model/visible.ts';

/*
 * Pieces of Markdown in the dialect of GitHub and GitLab. Text from outside is escaped so that it reads
 * as it is: it makes no markup, and where it is pasted it calls nobody and names no issue.
 */

/** Ends what a forge would make a mention, a reference or an address of; it shows as nothing. */
export const BREAK = '<!-- -->';
/** What a forge would take for a mention, a reference or an address, wherever it stands in text. */
export const REFERENCE = /@(?=\\?[\w.-])|[#!%](?=\d)|GH-(?=\d)|www(?=\.)|:(?=\/\/)/gi;

/** One line of plain text. */
export function plain(text: string): string {
  return oneLine(text)
    .replace(/[\\`*[\]<>|~&$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replace(/^(?:[-+=#]|\d+(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
    .replace(REFERENCE, `$&${BREAK}`);
}

/** One line in which backticks mark code. */
export function label(text: string): string {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 0 ? inner(part) : code(part)))
    .join('')
    .trim();
}

/** Text between two pieces of code keeps the spaces at its ends. */
function inner(part: string): string {
  const [, before = '', text = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(part) ?? [];
  return `${before === '' ? '' : ' '}${plain(text)}${after === '' ? '' : ' '}`;
}

/** A value as code: nothing in it means anything. Empty text gives nothing. */
export function code(text: string): string {
  const line = oneLine(text);
  if (line === '') return '';
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = /^`|`$/.test(line) ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A link whose words are Markdown already. */
export function linkTo(words: string, url: string): string {
  const address = url.replace(/[()<>"\s\\\p{C}]/gu, (character) =>
    /[()]/.test(character)
      ? `%${character.charCodeAt(0).toString(16)}`
      : encodeURIComponent(character),
  );
  return `[${words}](${address})`;
}

/** A list; each item may have several lines. */
export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item.replaceAll('\n', '\n  ')}`).join('\n');
}

/** Text on one line, with what is invisible made visible. */
export function oneLine(text: string): string {
  return visible(text).replace(/\s+/g, ' ').trim();
}

/** The longest run of backticks in a text. */
export function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
