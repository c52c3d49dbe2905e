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
  // What happens on a click: links of the site go by its own addresses.
  new RegExp(`${BEGIN}click\\s+\\S+`),
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
  const lines = text.split('\n');
  if (/^---\s*$/.test(lines[0] ?? '')) yield { found: '---', line: 1 };
  for (const [index, line] of lines.entries()) {
    for (const pattern of REFUSED) {
      const found = pattern.exec(line)?.[0].replace(/^[\s;]+/, '');
      if (found !== undefined) yield { found, line: index + 1 };
    }
  }
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
