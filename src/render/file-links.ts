import { Parser } from 'htmlparser2';
import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

/** Every link in a file that is no page, as it is written: in JSON, Markdown, XML or plain text. */
export function linksInFile(path: string, text: string): string[] {
  switch (/\.[a-z]+$/.exec(path)?.[0]) {
    case '.json':
      return path.startsWith('schema/') ? [] : linksInJson(JSON.parse(text));
    case '.md':
      return linksInMarkdown(text);
    case '.xml':
      return linksInXml(text);
    case '.txt':
      return /(?:^|\/)llms\.txt$/.test(path) ? linksInMarkdown(text) : sitemapsIn(text);
    default:
      return [];
  }
}

/** Keys under which JSON of the site holds an address. */
const ADDRESSES = new Set(['url', 'changes', 'contentUrl']);

function linksInJson(value: unknown, key?: string): string[] {
  if (typeof value === 'string') return key !== undefined && ADDRESSES.has(key) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Array.isArray(value)
    ? value.flatMap((part) => linksInJson(part))
    : Object.entries(value).flatMap(([name, part]) => linksInJson(part, name));
}

const markdown = unified().use(remarkParse).use(remarkGfm);

function linksInMarkdown(text: string): string[] {
  const tree: Root = markdown.parse(text);
  const links: string[] = [];
  visit(tree, (node) => {
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
      links.push(node.url);
    }
  });
  return links;
}

/** Elements whose text is an address: in a sitemap, in a feed. */
const LOCATORS = new Set(['loc', 'id']);

function linksInXml(text: string): string[] {
  const links: string[] = [];
  let current: string | undefined;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        current = LOCATORS.has(name) ? '' : undefined;
        const href = attributes['href'];
        if (name === 'link' && href !== undefined) links.push(href);
      },
      ontext(piece) {
        if (current !== undefined) current += piece;
      },
      onclosetag() {
        if (current !== undefined) links.push(current);
        current = undefined;
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  return links;
}

function sitemapsIn(text: string): string[] {
  return [...text.matchAll(/^Sitemap: (.+)$/gm)].map((match) => match[1] ?? '');
}
