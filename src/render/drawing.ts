import type { Element, ElementContent } from 'hast';
import { attribute, elementsOf, isElement, parseSvg } from './svg.ts';

/** What a drawing shows, where it stands. */
export interface DrawingPlace {
  /** What its ids begin with; no other drawing of the page has the same. */
  readonly id: string;
  readonly title: string;
  readonly description?: string | undefined;
  /** The address that a node leads to, by its name in the text. */
  readonly hrefs?: Readonly<Record<string, string>>;
}

/** A drawing wider than this, in pixels, scrolls on a narrow screen instead of being made smaller. */
const WIDE = 480;

/**
 * A clean drawing as it stands in a page: named, described, its nodes linked.
 * @param svg as `cleanSvg` gives it
 */
export function placedDrawing(svg: string, place: DrawingPlace): Element {
  const root = parseSvg(svg);
  if (root === undefined) throw new Error('A kept drawing is no SVG');
  const { id, title, description, hrefs = {} } = place;
  for (const element of elementsOf(root)) prefixIds(element, id);
  const linked = [...elementsOf(root)].some((one) => hrefOf(one, hrefs) !== undefined);
  const about = [
    named('title', `${id}-title`, title),
    ...(description === undefined ? [] : [named('desc', `${id}-desc`, description)]),
  ];
  return {
    ...root,
    properties: {
      ...root.properties,
      class: isWide(root) ? 'drawing drawing-wide' : 'drawing',
      // The links in an image are not there for who cannot see it.
      role: linked ? 'group' : 'img',
      'aria-labelledby': `${id}-title`,
      ...(description === undefined ? {} : { 'aria-describedby': `${id}-desc` }),
    },
    children: [...about, ...root.children.map((child) => withLinks(child, hrefs))],
  };
}

/** Whether a drawing is too wide to be made as small as a phone. */
export function isWide(svg: Element): boolean {
  return Number(attribute(svg, 'width')) > WIDE;
}

function named(tagName: string, id: string, value: string): Element {
  return {
    type: 'element',
    tagName,
    properties: { id },
    children: [{ type: 'text', value }],
  };
}

const REFERRING = /^(url\()?#(\d+)(\))?$/;

function prefixIds(element: Element, prefix: string): void {
  for (const [name, value] of Object.entries(element.properties)) {
    const match = REFERRING.exec(String(value));
    if (name === 'id') element.properties[name] = `${prefix}-${String(value)}`;
    else if (match !== null) {
      const [, open = '', number = '', close = ''] = match;
      element.properties[name] = `${open}#${prefix}-${number}${close}`;
    }
  }
}

function hrefOf(element: Element, hrefs: Readonly<Record<string, string>>): string | undefined {
  const node = attribute(element, 'data-node');
  return node !== undefined && Object.hasOwn(hrefs, node) ? hrefs[node] : undefined;
}

/** The node of a diagram that leads somewhere, inside its link. */
function withLinks(
  content: ElementContent,
  hrefs: Readonly<Record<string, string>>,
): ElementContent {
  if (!isElement(content)) return content;
  const href = hrefOf(content, hrefs);
  const children = content.children.map((child) => withLinks(child, hrefs));
  const element = { ...content, children };
  if (href === undefined) return element;
  return { type: 'element', tagName: 'a', properties: { href }, children: [element] };
}
