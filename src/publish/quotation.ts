import { label, linkTo, list } from './markdown/inline.ts';

/** Where an anchor may be quoted from: today, an edition, or the one address that a fact has. */
export interface QuotedAddress {
  /** What the reader chooses: "latest", "as in edition 2026-11". */
  readonly words: string;
  /** What the quotation says of it: "edition 2026-11"; absent where the source says it all. */
  readonly state?: string;
  /** From the root of the host, without an anchor. */
  readonly url: string;
  /** What a reader chose there stands in the query, and belongs to it. */
  readonly query?: true;
  /** Another page, that may say something else: what it says must be read there before it is quoted. */
  readonly unlike?: true;
}

/** What a page tells of itself for quotations of it. */
export interface QuotedPage {
  /** "run 2025-11-06-rdna1-mtype-nc", "finding". */
  readonly source: string;
  /** What a result depends on, a line each; backticks mark code. */
  readonly environment: readonly string[];
  readonly addresses: readonly QuotedAddress[];
  /** Why no frozen copy is offered. */
  readonly note?: string;
}

/** Something that can be quoted: words in which backticks mark code, and what was set for it alone. */
export interface Quoted {
  readonly words: string;
  readonly set?: string;
}

/** So much of a text is quoted; the link leads to the rest. */
const LONGEST = 200;

/**
 * Markdown for an issue: a link that says what it leads to, and the lines of environment under it.
 * Nothing in the words means anything to a forge.
 * @param url the address in full, with its anchor
 */
export function quotation(
  { words, set }: Quoted,
  { source, environment }: Pick<QuotedPage, 'source' | 'environment'>,
  { state }: Pick<QuotedAddress, 'state'>,
  url: string,
): string {
  const from = [source, state].filter((part) => part !== undefined).join(', ');
  const link = linkTo(label(`${cut(words)} (${from})`), url);
  const lines = set === undefined ? environment : [...environment, `Set for this: \`${set}\``];
  return lines.length === 0 ? link : `${link}\n\n${list(lines.map((line) => label(line)))}`;
}

/** Never in the middle of code, which would read on to the end. */
function cut(words: string): string {
  if (words.length <= LONGEST) return words;
  const kept = words
    .slice(0, LONGEST)
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/\s+\S*$/, '');
  return `${kept}${(kept.match(/`/g) ?? []).length % 2 === 1 ? '`' : ''}…`;
}

/** What a quotation of a comparison names as its source. */
export function comparisonSource(runs: readonly string[]): string {
  return `comparison of runs ${runs.join(' and ')}`;
}

/** Text from a run, to stand among words in which backticks mark code. */
export function inOneLine(text: string): string {
  return text.replaceAll('`', '′').replace(/\s+/g, ' ').trim();
}
