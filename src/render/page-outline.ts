import { Parser } from 'htmlparser2';

/** What the link checker needs of a page: where it points, and what can be pointed to. */
export interface PageOutline {
  /** Each link as it is written, in order, repeated ones included. */
  links: string[];
  ids: Set<string>;
  /** Ids that say what stood there before. */
  formerIds: Set<string>;
  /** Ids that more than one element has. */
  repeatedIds: Set<string>;
}

const LINKING: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'xlink:href'],
  area: ['href'],
  audio: ['src'],
  form: ['action'],
  iframe: ['src'],
  image: ['href', 'xlink:href'],
  img: ['src'],
  link: ['href'],
  object: ['data'],
  script: ['src'],
  source: ['src'],
  use: ['href', 'xlink:href'],
  video: ['src', 'poster'],
};

/** `a.png 1x, b.png 2x`: a comma inside an address is not followed by a space. */
const addressesIn = (srcset: string): string[] =>
  srcset
    .split(/,\s+/)
    .map((candidate) => candidate.trim().split(/\s+/)[0] ?? '')
    .filter((address) => address !== '');

/** What a page tells others of itself: its address and its picture. */
const ANNOUNCED = new Set(['og:url', 'og:image']);

const metaTargets = (attributes: Record<string, string>): string[] => {
  const announced = ANNOUNCED.has(attributes['property'] ?? '') ? attributes['content'] : undefined;
  return [announced, refreshTarget(attributes)].filter((target) => target !== undefined);
};

const refreshTarget = (attributes: Record<string, string>): string | undefined =>
  attributes['http-equiv']?.toLowerCase() === 'refresh'
    ? /url\s*=\s*['"]?([^'"]*)/i.exec(attributes['content'] ?? '')?.[1]
    : undefined;

/** Reads a page's links and ids from its HTML. */
export const outlinePage = (html: string): PageOutline => {
  const outline: PageOutline = {
    links: [],
    ids: new Set(),
    formerIds: new Set(),
    repeatedIds: new Set(),
  };
  const parser = new Parser({
    onopentag(tag, attributes) {
      for (const name of LINKING[tag] ?? []) {
        const link = attributes[name];
        if (link !== undefined) outline.links.push(link);
      }
      if (attributes['srcset'] !== undefined) {
        outline.links.push(...addressesIn(attributes['srcset']));
      }
      if (tag === 'meta') outline.links.push(...metaTargets(attributes));

      const { id } = attributes;
      if (id === undefined) return;
      if (outline.ids.has(id)) outline.repeatedIds.add(id);
      outline.ids.add(id);
      if (attributes['data-former'] !== undefined) outline.formerIds.add(id);
    },
  });
  parser.end(html);
  return outline;
};
