import { visible } from '../model/visible.ts';

/** HTML as data: one drawing serves the build, which writes it, and the browser, which mounts it. */
export type Tree = TextNode | ElementNode;

export interface TextNode {
  readonly type: 'text';
  readonly value: string;
}

export interface ElementNode {
  readonly type: 'element';
  readonly tagName: string;
  readonly properties: Readonly<Record<string, string | boolean>>;
  readonly children: readonly Tree[];
}

export type Part = Tree | string | undefined | false | readonly Part[];

const SVG = 'http://www.w3.org/2000/svg';

/** An element; parts that are undefined or false are left out, and text is made safe to look at. */
export function h(
  tagName: string,
  properties: Readonly<Record<string, string | boolean | undefined>>,
  ...parts: readonly Part[]
): ElementNode {
  const given = Object.entries(properties).filter(
    (entry): entry is [string, string | boolean] => entry[1] !== undefined && entry[1] !== false,
  );
  return { type: 'element', tagName, properties: Object.fromEntries(given), children: flat(parts) };
}

/** One line of text in which backticks mark code. */
export function label(text: string): Tree[] {
  return text
    .split('`')
    .map((part, index): Tree => (index % 2 === 0 ? words(part) : h('code', {}, part)));
}

function flat(parts: readonly Part[]): Tree[] {
  return parts.flatMap((part): Tree[] => {
    if (part === undefined || part === false) return [];
    if (typeof part === 'string') return [words(part)];
    return isList(part) ? flat(part) : [part];
  });
}

function isList(part: Tree | readonly Part[]): part is readonly Part[] {
  return Array.isArray(part);
}

function words(value: string): TextNode {
  return { type: 'text', value: visible(value) };
}

/** Elements that end where they begin. */
const VOID = new Set(['br', 'hr', 'img', 'input', 'wbr']);

/** The HTML of a tree, in a build: as parsed, the same as what is mounted. */
export function htmlOf(trees: readonly Tree[]): string {
  return trees.map(writtenTree).join('');
}

function writtenTree(tree: Tree): string {
  if (tree.type === 'text') return visible(tree.value).replace(/[&<]/g, escaped);
  const { tagName, properties, children } = tree;
  const attributes = Object.entries(properties).map(([name, value]) =>
    value === true ? ` ${name}` : ` ${name}="${String(value).replace(/[&"]/g, escaped)}"`,
  );
  const start = `<${tagName}${attributes.join('')}>`;
  return VOID.has(tagName) ? start : `${start}${htmlOf(children)}</${tagName}>`;
}

function escaped(character: string): string {
  return character === '&' ? '&amp;' : character === '<' ? '&lt;' : '&quot;';
}

/** The nodes of a tree, in a browser. */
export function mount(trees: readonly Tree[]): Node[] {
  return trees.map((tree) => nodeOf(tree, false));
}

function nodeOf(tree: Tree, inSvg: boolean): Node {
  if (tree.type === 'text') return document.createTextNode(visible(tree.value));
  const svg = inSvg || tree.tagName === 'svg';
  const element = svg
    ? document.createElementNS(SVG, tree.tagName)
    : document.createElement(tree.tagName);
  for (const [name, value] of Object.entries(tree.properties)) {
    element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...tree.children.map((child) => nodeOf(child, svg)));
  return element;
}
