import { SaxesParser } from 'saxes';

/** An element of XML: its local name, its namespace, its attributes by qualified name, and what is in it. */
export interface Element {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** The root of a document. Throws if it is not well-formed XML. */
export function xmlTree(document: string): Element {
  const parser = new SaxesParser({ xmlns: true });
  const open: Element[] = [];
  let root: Element | undefined;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    const given = Object.entries(attributes).map(([key, { value }]) => [key, value] as const);
    const element = {
      ...{ name: local, namespace: uri, text: '', children: [] },
      attributes: Object.fromEntries(given),
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const add = (text: string) => {
    const last = open.at(-1);
    if (last) last.text += text;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => void open.pop());
  parser.write(document).close();
  if (root === undefined) throw new Error('no element');
  return root;
}

/** The elements of a name directly inside another. */
export function within({ children }: Element, name: string): Element[] {
  return children.filter((child) => child.name === name);
}

/** An element and everything in it. */
export function allOf(element: Element): Element[] {
  return [element, ...element.children.flatMap(allOf)];
}
