import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { elementOffences } from './element-offences.ts';

/** Something that a page of the site may not hold. */
export interface Offence {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly what: string;
}

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];
type Placed = (node: Node, what: string) => Offence;

/**
 * What stands in the way of a page's Content-Security-Policy, or would be live where the policy does not
 * hold: read as a browser reads it, by the parsing rules of the HTML standard.
 * @param policy the exact policy that the page has to carry
 */
export function pageOffences(html: string, policy: string): Offence[] {
  const placed: Placed = (node, what) => ({
    line: node.sourceCodeLocation?.startLine ?? 1,
    what,
  });
  const document = parse(html, { sourceCodeLocationInfo: true });
  const elements = [...elementsIn(document)];
  return [
    ...policyOffences(elements, policy, placed),
    ...elements.flatMap((element) =>
      elementOffences(element.tagName, attributesOf(element), textOf(element)).map((what) =>
        placed(element, what),
      ),
    ),
  ].toSorted((a, b) => a.line - b.line);
}

/** The policy is there once, as it should be, before anything that it is to hold for. */
function policyOffences(elements: readonly Element[], policy: string, placed: Placed): Offence[] {
  const head = elements.find(({ tagName }) => tagName === 'head');
  const metas = elements.filter(
    (element) => httpEquiv(element) === 'content-security-policy' && element.tagName === 'meta',
  );
  const [meta] = metas;
  if (head === undefined || meta === undefined) {
    return [{ line: 1, what: 'the page has no Content-Security-Policy' }];
  }
  const offences = metas.slice(1).map((one) => placed(one, 'a second Content-Security-Policy'));
  const written = attributesOf(meta)['content'] ?? '';
  if (written !== policy) offences.push(placed(meta, `another policy than the site’s: ${written}`));
  const before = head.childNodes.filter(isElement).slice(0, head.childNodes.indexOf(meta));
  const first = before.find((element) => element !== meta && !isCharset(element));
  if (meta.parentNode !== head) offences.push(placed(meta, 'the policy stands outside the head'));
  else if (first !== undefined && elements.indexOf(first) < elements.indexOf(meta)) {
    offences.push(placed(first, `<${first.tagName}> stands before the policy`));
  }
  return offences;
}

function* elementsIn(node: Node): Generator<Element> {
  if (isElement(node)) yield node;
  if ('content' in node) yield* elementsIn(node.content);
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsIn(child);
}

function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

/** Names as a browser holds them: `xlink:href` in SVG has the prefix apart. */
function attributesOf({ attrs }: Element): Record<string, string> {
  return Object.fromEntries(
    attrs.map(({ prefix, name, value }) => [prefix ? `${prefix}:${name}` : name, value]),
  );
}

function textOf({ childNodes }: Element): string {
  return childNodes.map((child) => ('value' in child ? child.value : '')).join('');
}

function httpEquiv(element: Element): string | undefined {
  return attributesOf(element)['http-equiv']?.toLowerCase();
}

function isCharset(element: Element): boolean {
  return element.tagName === 'meta' && attributesOf(element)['charset'] !== undefined;
}
