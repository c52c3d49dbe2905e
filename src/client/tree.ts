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
  const given: Record<string, string | boolean> = {};
  for (const name in properties) {
    const value = properties[name];
    if (value !== undefined && value !== false) given[name] = value;
  }
  const children: Tree[] = [];
  addTo(children, parts);
  return { type: 'element', tagName, properties: given, children };
}

/** One line of text in which backticks mark code. */
export function label(text: string): Tree[] {
  return text
    .split('`')
    .map((part, index): Tree => (index % 2 === 0 ? words(part) : h('code', {}, part)));
}

function addTo(trees: Tree[], parts: readonly Part[]): void {
  for (const part of parts) {
    if (part === undefined || part === false) continue;
    if (typeof part === 'string') trees.push(words(part));
    else if (isList(part)) addTo(trees, part);
    else trees.push(part);
  }
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
  let html = '';
  for (const tree of trees) html += writtenTree(tree);
  return html;
}

function writtenTree(tree: Tree): string {
  if (tree.type === 'text') return visible(tree.value).replace(/[&<]/g, escaped);
  const { tagName, properties, children } = tree;
  let start = `<${tagName}`;
  for (const name in properties) {
    const value = properties[name];
    start += value === true ? ` ${name}` : ` ${name}="${String(value).replace(/[&"]/g, escaped)}"`;
  }
  return VOID.has(tagName) ? `${start}>` : `${start}>${htmlOf(children)}</${tagName}>`;
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
