import { SaxesParser } from 'saxes';

/** Reads XML strictly, with namespaces: the text of each element by its name. Throws if it is not well-formed. */
export function readXml(text: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const open: { name: string; text: string }[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => open.push({ name, text: '' }));
  const add = (piece: string) => {
    const last = open.at(-1);
    if (last) last.text += piece;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    const done = open.pop();
    if (done === undefined) return;
    const texts = found.get(done.name) ?? [];
    texts.push(done.text);
    found.set(done.name, texts);
  });
  parser.write(text).close();
  return found;
}
