import { parseLink } from './markdown-link.ts';

/** Something in a diagram’s text that is not drawn here. */
export interface DiagramDirective {
  /** As it is written. */
  readonly found: string;
  /** From 1, within the text. */
  readonly line: number;
}

/** Where a line or a statement of it begins. */
const BEGIN = '(?:^|;)\\s*';

const REFUSED: readonly RegExp[] = [
  // Settings of Mermaid itself: the site’s hold.
  /%%\s*\{\s*(?:init|initialize|wrap)\b/,
  // What happens on a click, but where a node leads to a safe address.
  new RegExp(`${BEGIN}click\\s+\\S.*`),
  new RegExp(`${BEGIN}callback\\s+\\S+`),
  new RegExp(`${BEGIN}links?\\s+\\S+\\s*(?:"|:)`),
  // Pictures and icons come from elsewhere.
  /@\{[^}]*\b(?:img|icon)\s*:/,
  /\bfa[bklrs]?:fa-[\w-]+/,
];

/**
 * What Mermaid would do and this site does not: settings, links and scripts of nodes, pictures. A drawing
 * is cleaned of all that in any case; this tells the author beforehand.
 */
export function* directivesIn(text: string): Generator<DiagramDirective> {
  const lines = drawnText(text).split('\n');
  if (/^---\s*$/.test(lines[0] ?? '')) yield { found: '---', line: 1 };
  for (const [index, line] of lines.entries()) {
    for (const pattern of REFUSED) {
      const found = pattern.exec(line)?.[0].replace(/^[\s;]+/, '');
      if (found !== undefined) yield { found, line: index + 1 };
    }
  }
}

/** `click a "finding:some-id"`, with a hint and a window that are passed over. */
const NODE_LINK =
  /^\s*click\s+([\w-]+)\s+(?:href\s+)?"([a-z-]+:[^"\s]+)"(?:\s+"[^"]*")?(?:\s+_\w+)?\s*;?\s*$/;

/** Only these kinds of diagrams have nodes that lead somewhere. */
const FLOWCHART = /^\s*(?:%%[^\n]*\s+)*(?:flowchart|graph)\b/;

/** Where the nodes of a diagram lead, by their names: into the library, to https or mailto. */
export function nodeLinksIn(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const { node, address } = nodeLink(line, text) ?? {};
      return node === undefined || address === undefined ? [] : [[node, address]];
    }),
  );
}

/** The text of a diagram as it is drawn: where nodes lead is for the page to say. */
export function drawnText(text: string): string {
  return text
    .split('\n')
    .map((line) => (nodeLink(line, text) === undefined ? line : ''))
    .join('\n');
}

function nodeLink(line: string, text: string): { node: string; address: string } | undefined {
  const [, node, address] = (FLOWCHART.test(text) && NODE_LINK.exec(line)) || [];
  if (node === undefined || address === undefined) return undefined;
  const safe = /^(?:https:\/\/|mailto:)/.test(address) || parseLink(address) !== undefined;
  return safe ? { node, address } : undefined;
}

/** What a diagram says of itself: `accTitle` and `accDescr`. */
export function wordsOf(text: string): {
  readonly title?: string;
  readonly description?: string;
} {
  const title = /^[ \t]*accTitle[ \t]*:[ \t]*(.+)$/m.exec(text)?.[1];
  const description =
    /^[ \t]*accDescr[ \t]*:[ \t]*(.+)$/m.exec(text)?.[1] ??
    /^[ \t]*accDescr[ \t]*\{([^}]*)\}/m.exec(text)?.[1];
  return {
    ...(title === undefined ? {} : { title: title.trim() }),
    ...(description === undefined ? {} : { description: description.replace(/\s+/g, ' ').trim() }),
  };
}
