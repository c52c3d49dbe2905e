import type { Element, ElementContent, Root } from 'hast';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import { type LibraryLink, parseLink } from '../model/markdown-link.ts';
import { visible } from '../model/visible.ts';
import { highlight } from './code.ts';
import { breakableHast } from './breaks.ts';
import { DIAGRAM_LANGUAGE } from './fences.ts';
import { keeping } from './kept.ts';

/** How a piece of Markdown is turned into HTML. */
export interface MarkdownOptions {
  /** The address of a link to the library. */
  readonly hrefOf: (link: LibraryLink) => string;
  /** One line without its paragraph, to stand inside a sentence or a heading. */
  readonly inline?: boolean;
  /** How many levels the headings of this text are lowered by. */
  readonly headingLevel?: number;
  /** The figure of a diagram; left out: its text is shown as code. */
  readonly figureOf?: (text: string) => Element;
}

/** Attributes that Markdown itself makes; raw HTML was never parsed. */
const SCHEMA = {
  ...defaultSchema,
  clobberPrefix: '',
  protocols: { ...defaultSchema.protocols, href: ['https', 'mailto'], src: [] },
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => name !== 'img'),
};

const kept = keeping<string>();

/**
 * The same, made once for all pages of one place.
 * @param place what the addresses of links depend on; text with a diagram is never kept, since its ids are of one page
 */
export function sharedMarkdown(text: string, place: string, options: MarkdownOptions): string {
  if (text.includes(DIAGRAM_LANGUAGE)) return renderMarkdown(text, options);
  const { inline = false, headingLevel = 0 } = options;
  return kept(JSON.stringify([place, inline, headingLevel, text]), () =>
    renderMarkdown(text, options),
  );
}

/**
 * GFM as safe HTML: raw HTML is dropped, links lead to https, mailto, or into the library, and characters
 * that are not seen are made visible.
 */
export function renderMarkdown(text: string, options: MarkdownOptions): string {
  const html = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkRehype, { clobberPrefix: 'fn-' })
    .use(resolveLinks, options)
    .use(rehypeSanitize, SCHEMA)
    .use(lowerHeadings, options)
    .use(allocateAnchors)
    .use(renderCode, options)
    .use(breakInlineCode)
    .use(alignCells)
    .use(scrollTables)
    .use(unwrapParagraph, options)
    .use(rehypeStringify)
    .processSync(visible(text));
  return String(html).trim();
}

/** Library links become addresses of this site, which have no protocol and so pass the sanitiser. */
function resolveLinks({ hrefOf }: MarkdownOptions) {
  return (tree: Root) => {
    visit(tree, 'element', (node: Element) => {
      const href = node.properties['href'];
      const link = typeof href === 'string' ? parseLink(href) : undefined;
      if (link !== undefined) node.properties['href'] = hrefOf(link);
    });
  };
}

function lowerHeadings({ headingLevel = 0 }: MarkdownOptions) {
  return (tree: Root) => {
    visit(tree, 'element', (node: Element) => {
      const level = /^h([1-6])$/.exec(node.tagName)?.[1];
      if (level !== undefined) node.tagName = `h${Math.min(6, Number(level) + headingLevel)}`;
    });
  };
}

/** A heading has an anchor only where its author allocated one: `## Heading {#anchor}`. */
function allocateAnchors() {
  return (tree: Root) => {
    visit(tree, 'element', (node: Element) => {
      if (!/^h[1-6]$/.test(node.tagName)) return;
      const last = node.children.at(-1);
      const match = last?.type === 'text' ? /^(.*?)\s*\{#([a-z0-9-]+)\}$/s.exec(last.value) : null;
      if (last?.type !== 'text' || match === null) return;
      last.value = match[1] ?? '';
      node.properties['id'] = match[2] ?? '';
    });
  };
}

/** Blocks of code are highlighted, those that hold a diagram drawn. */
function renderCode({ figureOf }: MarkdownOptions) {
  return (tree: Root) => {
    visit(tree, 'element', (node: Element, index, parent) => {
      const code = node.tagName === 'pre' ? node.children[0] : undefined;
      if (code?.type !== 'element') return undefined;
      const { language, text } = codeIn(code);
      if (language === DIAGRAM_LANGUAGE && figureOf && parent && index !== undefined) {
        parent.children[index] = figureOf(text);
        return [SKIP, index + 1];
      }
      node.properties = { className: ['code'], tabIndex: 0 };
      code.properties = {};
      code.children = highlight(text, language);
      return SKIP;
    });
  };
}

/** The language and the text of a block of code. */
function codeIn(code: Element): { language: string; text: string } {
  const names = code.properties['className'];
  const name = Array.isArray(names) ? String(names[0]) : '';
  const only = code.children[0];
  const text = only?.type === 'text' ? only.value.replace(/\n$/, '') : '';
  return { language: name.replace(/^language-/, '') || 'text', text };
}

function breakInlineCode() {
  return (tree: Root) => {
    visit(tree, 'element', (node: Element) => {
      if (node.tagName === 'pre') return SKIP;
      if (node.tagName !== 'code') return undefined;
      node.children = node.children.flatMap((child): ElementContent[] =>
        child.type === 'text' ? breakableHast(child.value) : [child],
      );
      return SKIP;
    });
  };
}

/** The attribute `align` is obsolete. */
function alignCells() {
  return (tree: Root) => {
    visit(tree, 'element', (node: Element) => {
      const { align, ...properties } = node.properties;
      if (typeof align === 'string')
        node.properties = { ...properties, className: [`align-${align}`] };
    });
  };
}

/** A table scrolls inside itself, and can be scrolled by keyboard. */
function scrollTables() {
  return (tree: Root) => {
    visit(tree, 'element', (node: Element, index, parent) => {
      if (node.tagName !== 'table' || parent === undefined || index === undefined) return undefined;
      parent.children[index] = {
        type: 'element',
        tagName: 'div',
        properties: { className: ['scroll'], tabIndex: 0, role: 'group', ariaLabel: 'Table' },
        children: [node],
      };
      return [SKIP, index + 1];
    });
  };
}

function unwrapParagraph({ inline = false }: MarkdownOptions) {
  return (tree: Root) => {
    const only = tree.children.length === 1 ? tree.children[0] : undefined;
    if (inline && only?.type === 'element' && only.tagName === 'p') tree.children = only.children;
  };
}
