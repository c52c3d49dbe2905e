import type { Nodes } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import type { Library } from './model/library.ts';
import { parseLink } from './model/markdown-link.ts';
import type { ProblemCode } from './model/problem.ts';
import { type Violation, violation } from './model/violation.ts';
import type { Kind } from './schema/id.ts';
import { ALL_KINDS, KINDS } from './schema/kinds.ts';
import { url } from './schema/text.ts';
import { markdownIn } from './schema/walk.ts';

/** A text without any of these holds neither HTML nor a picture nor a link. */
const WORTH_READING = /<[a-z!/?]|!\[|\]\(|\]:|&|(?:https?:\/\/|www\.)/i;

const parser = unified().use(remarkParse).use(remarkGfm);

/** Markdown of which a page would show less than is written, or that leads where no page may lead. */
export function* markdownRefused(library: Library): Generator<RefusedAt> {
  for (const kind of ALL_KINDS) {
    if (kind === 'run') continue;
    for (const [id, item] of library[kind]) {
      const found = refusedOf.get(item) ?? [...refusedInItem(kind, id, item)];
      refusedOf.set(item, found);
      yield* found;
    }
  }
}

type RefusedAt = Violation & { readonly line: number };

/** What was found in items that are checked again, in development, when another file has changed. */
const refusedOf = new WeakMap<object, readonly RefusedAt[]>();

function* refusedInItem(kind: Kind, id: string, item: object): Generator<RefusedAt> {
  for (const { text, path } of markdownIn(KINDS[kind].schema, item)) {
    for (const { code, args, line } of refusedIn(text)) {
      yield { ...violation(code, args as never, kind, id, path), line };
    }
  }
}

interface Refused {
  readonly code: Extract<ProblemCode, `markdown-${string}`>;
  readonly args: Readonly<Record<string, string>>;
  /** Line of the text, from 1. */
  readonly line: number;
}

/** What is refused in one text. */
export function refusedIn(text: string): Refused[] {
  if (!WORTH_READING.test(text)) return [];
  const found: Refused[] = [];
  visit(parser.parse(text), (node: Nodes) => {
    const line = node.position?.start.line ?? 1;
    if (node.type === 'html') {
      const html = /^\S{0,40}/.exec(node.value)?.[0] ?? '';
      found.push({ code: 'markdown-html', args: { html }, line });
    } else if (node.type === 'image') {
      found.push({ code: 'markdown-image', args: { address: node.url }, line });
    } else if (node.type === 'imageReference') {
      found.push({ code: 'markdown-image', args: { address: node.identifier }, line });
    } else if ((node.type === 'link' || node.type === 'definition') && !mayLead(node.url)) {
      found.push({ code: 'markdown-link', args: { address: node.url }, line });
    }
  });
  return found;
}

/** To a thing of the library, a place of the same text, an address that the schemas take, or a mailbox. */
function mayLead(address: string): boolean {
  if (parseLink(address) !== undefined || /^#[\w-]+$/.test(address)) return true;
  return /^mailto:[!-~]+$/.test(address) || url.safeParse(address).success;
}
