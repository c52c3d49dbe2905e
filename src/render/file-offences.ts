import { SaxesParser } from 'saxes';
import { addressOffence } from './address-offence.ts';
import { elementOffences } from './element-offences.ts';
import { type Offence, pageOffences } from './page-offences.ts';

type Reader = (text: string, policy: string) => Offence[];

/** What may stand in a file of the site, by the ending of its name; the rest of it is bytes. */
const READERS: Readonly<Record<string, Reader>> = {
  html: pageOffences,
  svg: markupOffences,
  xml: markupOffences,
  css: styleOffences,
  json: jsonOffences,
};

/** Endings that a browser shows as text, offers to save, or takes for a picture or a font. */
const OTHERS = new Set(['js', 'md', 'txt', 'png', 'woff2']);

/** Files without an ending. */
const NAMED = new Set(['SHA256SUMS']);

/** Endings of files whose content is text. */
export const isText = (path: string): boolean => !/\.(?:png|woff2|bin)$/.test(path);

/**
 * What a file of a built site may not hold.
 * @param path below the root of the site
 * @param policy the exact Content-Security-Policy that a page has to carry
 * @param kept whether the file is evidence, kept as it was handed in
 */
export function fileOffences(
  path: string,
  text: string,
  { policy, kept }: { policy: string; kept: (path: string) => boolean },
): Offence[] {
  if (path === '_headers') return headerOffences(text, policy);
  if (path.startsWith('evidence/')) {
    return kept(path) ? [] : [{ line: 1, what: 'evidence that a browser would run' }];
  }
  if (NAMED.has(path)) return [];
  const ending = /\.([a-z0-9]+)$/.exec(path)?.[1] ?? '';
  const reader = Object.hasOwn(READERS, ending) ? READERS[ending] : undefined;
  if (reader !== undefined) return reader(text, policy);
  return OTHERS.has(ending)
    ? []
    : [{ line: 1, what: 'a kind of file that the site does not have' }];
}

/** SVG or another XML: well-formed, nothing that a browser runs, loads or transforms. */
function markupOffences(text: string): Offence[] {
  const found: Offence[] = [];
  const parser = new SaxesParser({ xmlns: true });
  const note = (what: string) => found.push({ line: parser.line, what });
  parser.on('error', ({ message }) => {
    note(`not well-formed: ${message.replace(/^\d+:\d+: /, '')}`);
  });
  parser.on('doctype', () => note('a document type'));
  parser.on('processinginstruction', ({ target }) => note(`an instruction: <?${target}`));
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (uri === XHTML) note(`<${local}> of XHTML`);
    const values = Object.entries(attributes).map(([key, { value }]) => [key, value] as const);
    const named = values.filter(([key]) => key !== 'xmlns' && !key.startsWith('xmlns:'));
    for (const what of offencesOf(uri, local, Object.fromEntries(named))) note(what);
  });
  parser.write(text).close();
  return found;
}

const XHTML = 'http://www.w3.org/1999/xhtml';
const SVG = 'http://www.w3.org/2000/svg';

/** In a feed or a sitemap an address is one that a reader is led to; a drawing is held to what pages are. */
function offencesOf(uri: string, local: string, attributes: Record<string, string>): string[] {
  if (uri !== SVG) return elementOffences('a', attributes, '');
  if (local === 'script') return ['a <script>'];
  return elementOffences(local, attributes, '');
}

function styleOffences(text: string): Offence[] {
  const found: Offence[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const at = (what: string) => found.push({ line: index + 1, what });
    if (/@import\b/i.test(line)) at('a style that is loaded: @import');
    for (const [, address = ''] of line.matchAll(/url\(\s*["']?([^"')]*)/gi)) {
      const why = addressOffence(address, true);
      if (why !== undefined) at(`url(${address}): ${why}`);
    }
  }
  return found;
}

function jsonOffences(text: string): Offence[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    return [{ line: 1, what: `not JSON: ${error instanceof Error ? error.message : ''}` }];
  }
}

/** What a host is asked to send is what the pages say, and that nobody frames them. */
function headerOffences(text: string, policy: string): Offence[] {
  const wanted = `  Content-Security-Policy: ${policy}; frame-ancestors 'none'`;
  return text.split('\n').includes(wanted)
    ? []
    : [{ line: 1, what: 'another Content-Security-Policy than that of the pages' }];
}
