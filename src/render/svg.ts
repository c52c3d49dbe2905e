import type { Element, ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { Parser } from 'htmlparser2';

/** The first `<svg>` of an XML text as a tree, attributes under the names they are written with. */
export function parseSvg(text: string): Element | undefined {
  const root: Root = { type: 'root', children: [] };
  const open: (Root | Element)[] = [root];
  const parser = new Parser(
    {
      onopentag(tagName, properties) {
        const element: Element = { type: 'element', tagName, properties, children: [] };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      onclosetag() {
        open.pop();
      },
      ontext(value) {
        const parent = open.at(-1);
        const last = parent?.children.at(-1);
        if (last?.type === 'text') last.value += value;
        else parent?.children.push({ type: 'text', value });
      },
    },
    { xmlMode: true },
  );
  parser.write(text);
  parser.end();
  return root.children.find((node): node is Element => isElement(node, 'svg'));
}

/** A tree as text that an XML parser and an HTML parser read alike. */
export function svgText(svg: Element): string {
  return toHtml(svg, { space: 'svg', closeEmptyElements: true });
}

/** Whether a node is an element, of that name if one is given. */
export function isElement(node: { readonly type: string }, name?: string): node is Element {
  return node.type === 'element' && (name === undefined || (node as Element).tagName === name);
}

/** An attribute as it is written; undefined where it is absent. */
export function attribute({ properties }: Element, name: string): string | undefined {
  const value = properties[name];
  return typeof value === 'string' ? value : undefined;
}

/** Every element of a tree, the root first, each before what it holds. */
export function* elementsOf(element: Element): Generator<Element> {
  yield element;
  for (const child of element.children) if (isElement(child)) yield* elementsOf(child);
}

/** The text that a node holds, however deep. */
export function textOf(node: ElementContent): string {
  if (node.type === 'text') return node.value;
  return isElement(node) ? node.children.map(textOf).join('') : '';
}
