import { Parser } from 'htmlparser2';

/** What every page has once: what it is called, its language, its landmarks. */
export interface PageFrame {
  readonly lang: string;
  readonly titles: readonly string[];
  readonly descriptions: readonly string[];
  /** How many stand in it; headers and footers only where they are those of the page. */
  readonly count: Readonly<Record<'h1' | 'main' | 'header' | 'footer' | 'nav', number>>;
  /** Names of its navigations; "" where one has none. */
  readonly navigations: readonly string[];
}

/** Elements whose header or footer is their own, not that of the page. */
const SECTIONING = new Set(['main', 'article', 'aside', 'nav', 'section']);

/** Reads the frame of a page from its HTML. */
export function pageFrame(html: string): PageFrame {
  const found = { lang: '', titles: [] as string[], descriptions: [] as string[] };
  const count = { h1: 0, main: 0, header: 0, footer: 0, nav: 0 };
  const navigations: string[] = [];
  const open: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      const inPage = !open.some((one) => SECTIONING.has(one));
      open.push(name);
      if (name === 'html') found.lang = attributes['lang']?.trim() ?? '';
      if (name === 'title' && open.includes('head')) found.titles.push('');
      if (name === 'meta' && attributes['name']?.toLowerCase() === 'description') {
        found.descriptions.push((attributes['content'] ?? '').trim());
      }
      if (name === 'nav') navigations.push((attributes['aria-label'] ?? '').trim());
      if (name === 'h1' || name === 'main' || name === 'nav') count[name] += 1;
      if ((name === 'header' || name === 'footer') && inPage) count[name] += 1;
    },
    ontext(text) {
      if (open.at(-1) !== 'title' || !open.includes('head')) return;
      found.titles.push((found.titles.pop() ?? '') + text);
    },
    onclosetag() {
      open.pop();
    },
  });
  parser.end(html);
  const titles = found.titles.map((title) => title.trim());
  return { ...found, titles, count, navigations };
}

/** What a page lacks of its frame or has too much of. */
export function frameFaults({
  lang,
  titles,
  descriptions,
  count,
  navigations,
}: PageFrame): string[] {
  const faults = lang === '' ? ['<html> has no lang'] : [];
  const once = { ...count, title: titles.length, 'meta name="description"': descriptions.length };
  for (const [name, times] of Object.entries(once)) {
    if (name === 'nav' ? times === 0 : times !== 1) {
      faults.push(times === 0 ? `there is no <${name}>` : `there are ${times} <${name}>`);
    }
  }
  if (titles[0] === '') faults.push('<title> is empty');
  if (descriptions[0] === '') faults.push('the description is empty');
  const twice = navigations.find((name, index) => navigations.indexOf(name) !== index);
  const nameless = navigations.length > 1 && navigations.includes('');
  if (nameless) faults.push('one <nav> of several has no aria-label');
  if (twice !== undefined && twice !== '') faults.push(`two <nav> are called "${twice}"`);
  return faults;
}

/** Pages that are called alike, or described alike: a page of an edition says so. */
export class Namesakes {
  readonly #first = new Map<string, string>();

  /** What a page has in common with an earlier one. */
  add(path: string, { titles, descriptions }: PageFrame): string[] {
    return [
      ['title', titles[0]],
      ['description', descriptions[0]],
    ].flatMap(([what, text]) => {
      if (text === undefined || text === '') return [];
      const key = `${what}\n${text}`;
      const earlier = this.#first.get(key);
      if (earlier === undefined) this.#first.set(key, path);
      return earlier === undefined ? [] : [`has the ${what} of ${earlier}: ${text}`];
    });
  }
}
