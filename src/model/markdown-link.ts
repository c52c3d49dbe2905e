import type { Kind } from '../schema/id.ts';
import { ALL_KINDS } from '../schema/kinds.ts';
import type { Path } from './document.ts';
import { stringsIn } from './string-walk.ts';

/** A link to a thing of the library, written `kind:id` or, for a result, `run:id#result`. */
export interface LibraryLink {
  readonly kind: Kind;
  readonly id: string;
  readonly anchor?: string;
}

/** `finding:some-id` as a link, whether or not there is such a thing; undefined for an ordinary address. */
export function parseLink(href: string): LibraryLink | undefined {
  const match = /^([a-z-]+):([^#]+)(?:#(.*))?$/.exec(href);
  const kind = ALL_KINDS.find((known) => known === match?.[1]);
  if (match?.[2] === undefined || kind === undefined) return undefined;
  return { kind, id: match[2], ...(match[3] === undefined ? {} : { anchor: match[3] }) };
}

/** Where an address may begin in Markdown: `](`, `[label]: `, `<`; in a diagram, `click node "`. */
const ADDRESS =
  /(?:\]\(\s*<?|^ {0,3}\[[^\]]*\]:\s*<?|<|^\s*click\s+[\w-]+\s+(?:href\s+)?")([a-z-]+:[^)\s>"]+)/gm;

/** Every link to the library in the Markdown strings of a value. */
export function* linksIn(
  value: unknown,
): Generator<{ readonly link: LibraryLink; readonly path: Path }> {
  for (const { text, path } of stringsIn(value)) {
    for (const match of text.matchAll(ADDRESS)) {
      const link = parseLink(match[1] ?? '');
      if (link) yield { link, path };
    }
  }
}
