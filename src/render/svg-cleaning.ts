import type { Element, ElementContent } from 'hast';
import { roleOf, TONES } from './drawing-theme.ts';
import { attribute, isElement, parseSvg, svgText } from './svg.ts';
import {
  ELEMENTS,
  PLAIN,
  PLAIN_VALUE,
  REFERRED,
  SHAPES,
  TEXTS,
  UNMISSED,
  UNWRAPPED,
} from './svg-lists.ts';
import { REFERRING, referredIds, referredIn } from './svg-references.ts';
import { visible } from './visible.ts';

/** An SVG that may stand in a page, and what had to be left out of it that a reader would miss. */
export interface CleanSvg {
  readonly svg: string;
  /** Names of elements. */
  readonly lost: readonly string[];
}

/**
 * Makes an SVG fit to stand in any page: of elements and attributes only those listed here, no style,
 * no script, no link, no address; colours as classes; coordinates to a hundredth; ids numbered from 1
 * in order, and only where something refers to them; nodes named by `data-node`.
 * @param raw an SVG as `DrawingPage` gives it, or any other
 * @param renderId the id that Mermaid built its own from
 */
export function cleanSvg(raw: string, renderId: string): CleanSvg {
  const root = parseSvg(raw);
  if (root === undefined) return { svg: '', lost: ['svg'] };
  const cleaning = new Cleaning(root, renderId);
  return { svg: svgText(cleaning.root()), lost: [...cleaning.lost].toSorted() };
}

class Cleaning {
  readonly lost = new Set<string>();
  readonly #root: Element;
  readonly #node: RegExp;
  readonly #ids: ReadonlyMap<string, string>;
  readonly #tones: string[] = [];

  constructor(root: Element, renderId: string) {
    this.#root = root;
    this.#node = new RegExp(`^${renderId}-flowchart-(.+)-\\d+$`);
    this.#ids = referredIds(root);
  }

  root(): Element {
    const [, , width = '0', height = '0'] = rounded(attribute(this.#root, 'viewBox') ?? '').split(
      /[\s,]+/,
    );
    const clean = this.#element(this.#root);
    clean.properties = {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: clean.properties['viewBox'] ?? '0 0 0 0',
      width: String(Math.ceil(Number(width))),
      height: String(Math.ceil(Number(height))),
    };
    return clean;
  }

  #element(element: Element): Element {
    const { tagName } = element;
    const children = element.children.flatMap((child) => this.#content(child, element));
    const spaced = tagName === 'text' ? withSpaces(children) : children;
    return { type: 'element', tagName, properties: this.#attributes(element), children: spaced };
  }

  #content(node: ElementContent, parent: Element): ElementContent[] {
    if (node.type === 'text') {
      return TEXTS.includes(parent.tagName) ? [{ type: 'text', value: visible(node.value) }] : [];
    }
    if (!isElement(node) || attribute(node, 'data-hidden') !== undefined) return [];
    const { tagName } = node;
    if (UNWRAPPED.has(tagName)) return node.children.flatMap((one) => this.#content(one, node));
    const leadsOut = tagName === 'use' && !this.#refers(node);
    if (leadsOut || !ELEMENTS.has(tagName)) {
      // A `switch` offers HTML and, for whom that is nothing, text.
      if (!UNMISSED.has(tagName) && parent.tagName !== 'switch') this.lost.add(tagName);
      return [];
    }
    const unused = REFERRED.includes(tagName) && !this.#ids.has(attribute(node, 'id') ?? '');
    if (unused || isEmptyShape(node)) return [];
    const clean = this.#element(node);
    const bare = Object.keys(clean.properties).length === 0;
    if (bare && (tagName === 'tspan' || tagName === 'g')) return joined(clean.children);
    const holds = !SHAPES.includes(tagName) && tagName !== 'use';
    if (holds && clean.children.length === 0) return [];
    return [{ ...clean, children: joined(clean.children) }];
  }

  #refers(element: Element): boolean {
    return this.#ids.has(referredIn(attribute(element, 'href') ?? '') ?? '');
  }

  #attributes(element: Element): Element['properties'] {
    const properties: Element['properties'] = {};
    for (const [name, written] of Object.entries(element.properties)) {
      const value = String(written);
      if (PLAIN.has(name) && PLAIN_VALUE.test(value)) properties[name] = rounded(value);
      const id = REFERRING.has(name) ? this.#ids.get(referredIn(value) ?? '') : undefined;
      if (id !== undefined) properties[name] = name === 'href' ? `#${id}` : `url(#${id})`;
    }
    const id = this.#ids.get(attribute(element, 'id') ?? '');
    if (id !== undefined) properties['id'] = id;
    const node = this.#node.exec(attribute(element, 'id') ?? '')?.[1];
    if (node !== undefined && element.tagName === 'g') properties['data-node'] = visible(node);
    const paints = [this.#paint(element, 'fill'), this.#paint(element, 'stroke')];
    const classes = paints.filter((name) => name !== undefined);
    if (classes.length > 0) properties['class'] = classes.join(' ');
    return properties;
  }

  /** `fill-node`, `stroke-none`, `fill-tone-3`. */
  #paint(element: Element, name: 'fill' | 'stroke'): string | undefined {
    const colour = attribute(element, `data-${name}`);
    if (colour === undefined) return undefined;
    if (colour === 'none') return `${name}-none`;
    const role = roleOf(colour);
    if (TEXTS.includes(element.tagName)) return 'fill-ink';
    if (role !== undefined) return `${name}-${role}`;
    if (!this.#tones.includes(colour)) this.#tones.push(colour);
    return `${name}-tone-${1 + (this.#tones.indexOf(colour) % TONES)}`;
  }
}

function rounded(value: string): string {
  return value
    .trim()
    .replace(/-?(?:\d*\.\d+(?:e[+-]?\d+)?|\d+e[+-]?\d+)/gi, (number) =>
      String(Math.round(Number(number) * 100) / 100),
    )
    .replace(/(?<![\d.])-0(?![\d.])/g, '0');
}

function isEmptyShape(element: Element): boolean {
  if (element.tagName === 'path') return (attribute(element, 'd') ?? '') === '';
  if (element.tagName !== 'rect') return false;
  return ['width', 'height'].some((name) => Number(attribute(element, name) ?? 0) === 0);
}

/**
 * The lines of a text with a space between, so that who hears them in one go does not hear them run
 * together. It has no width: the lines stay where they are.
 */
function withSpaces(lines: readonly ElementContent[]): ElementContent[] {
  return lines.flatMap((line, index) =>
    index > 0 && isElement(line, 'tspan') ? [widthlessSpace(), line] : [line],
  );
}

function widthlessSpace(): Element {
  const children: ElementContent[] = [{ type: 'text', value: ' ' }];
  return { type: 'element', tagName: 'tspan', properties: { 'font-size': '0' }, children };
}

/** Neighbouring texts as one. */
function joined(children: readonly ElementContent[]): ElementContent[] {
  const result: ElementContent[] = [];
  for (const child of children) {
    const last = result.at(-1);
    if (child.type === 'text' && last?.type === 'text') last.value += child.value;
    else result.push(child.type === 'text' ? { ...child } : child);
  }
  return result;
}
