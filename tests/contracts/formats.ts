import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { allOf, type Element, within, xmlTree } from './xml-tree.ts';

/*
 * What the specifications of the formats ask for that others read, as far as a document alone can show it.
 * Each function gives the rules that a document breaks, in words.
 */

type Rules = readonly (readonly [rule: string, holds: boolean])[];

const broken = (rules: Rules) => rules.filter(([, holds]) => !holds).map(([rule]) => rule);

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
const isMoment = (text: string) => RFC3339.test(text) && !Number.isNaN(Date.parse(text));
const isAbsolute = (text: string) => /^https?:\/\/\S+$/.test(text) && URL.canParse(text);
const isUnique = (list: readonly unknown[]) => new Set(list).size === list.length;

const ATOM = 'http://www.w3.org/2005/Atom';

/** RFC 4287. @param at the address of the feed itself */
export function atomFaults(document: string, at: string): string[] {
  const feed = xmlTree(document);
  const entries = within(feed, 'entry');
  const one = (of: Element, name: string) => within(of, name).length === 1;
  const text = (of: Element, name: string) => within(of, name)[0]?.text ?? '';
  const links = (of: Element, rel: string) =>
    within(of, 'link').filter(({ attributes }) => (attributes['rel'] ?? 'alternate') === rel);
  const authors = (of: Element) =>
    within(of, 'author').filter((author) => text(author, 'name').trim() !== '');
  const newest = entries
    .map((entry) => text(entry, 'updated'))
    .toSorted()
    .at(-1);
  return broken([
    ['the root is atom:feed', feed.name === 'feed' && feed.namespace === ATOM],
    ...[feed, ...entries].flatMap((of): Rules => [
      ...['id', 'title', 'updated'].map(
        (name) => [`${of.name}: one ${name}`, one(of, name)] as const,
      ),
      [`${of.name}: the id is a full address`, isAbsolute(text(of, 'id'))],
      [`${of.name}: updated is a moment of RFC 3339`, isMoment(text(of, 'updated'))],
      [`${of.name}: the title says something`, text(of, 'title').trim() !== ''],
      [
        `${of.name}: one alternate link, a full address`,
        links(of, 'alternate').length === 1 &&
          links(of, 'alternate').every(({ attributes }) => isAbsolute(attributes['href'] ?? '')),
      ],
      [
        `${of.name}: all in its namespace`,
        of.children.every(({ namespace }) => namespace === ATOM),
      ],
      [
        `${of.name}: rights and subtitle say something where they stand`,
        ['rights', 'subtitle'].every((name) =>
          within(of, name).every((part) => part.text.trim() !== ''),
        ),
      ],
    ]),
    [
      'an author of the feed, or of each entry',
      authors(feed).length > 0 || entries.every((entry) => authors(entry).length > 0),
    ],
    ['a link to itself', links(feed, 'self').some(({ attributes }) => attributes['href'] === at)],
    ['every entry has a summary', entries.every((entry) => text(entry, 'summary').trim() !== '')],
    [
      'types of text are those of Atom',
      allOf(feed).every(
        ({ name, attributes }) =>
          name === 'link' ||
          attributes['type'] === undefined ||
          ['text', 'html', 'xhtml'].includes(attributes['type']),
      ),
    ],
    [
      'text of type html is balanced',
      allOf(feed)
        .filter(({ attributes }) => attributes['type'] === 'html')
        .every((part) => !/<(?!\/?[a-z])/i.test(part.text) && !/<script/i.test(part.text)),
    ],
    ['the ids of the entries differ', isUnique(entries.map((entry) => text(entry, 'id')))],
    [
      'the feed is as new as its newest entry',
      newest === undefined || text(feed, 'updated') === newest,
    ],
  ]);
}

const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const W3C_DATE =
  /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?$/;

/** sitemaps.org 0.9, of a sitemap or an index of sitemaps. @param at the address of the file itself */
export function sitemapFaults(document: string, at: string): string[] {
  const root = xmlTree(document);
  const isIndex = root.name === 'sitemapindex';
  const entries = within(root, isIndex ? 'sitemap' : 'url');
  const locations = entries.map((entry) => within(entry, 'loc')[0]?.text ?? '');
  const below = new URL('.', at).href;
  const dates = entries.flatMap((entry) => within(entry, 'lastmod').map(({ text }) => text));
  return broken([
    ['the root is urlset or sitemapindex', isIndex || root.name === 'urlset'],
    ['all is in its namespace', allOf(root).every(({ namespace }) => namespace === SITEMAP)],
    ['it begins as UTF-8', document.startsWith('<?xml version="1.0" encoding="utf-8"?>')],
    ['at least one and at most 50,000 entries', entries.length > 0 && entries.length <= 50_000],
    ['nothing else in it', entries.length === root.children.length],
    ['at most 50 MB', new TextEncoder().encode(document).length <= 52_428_800],
    ['one loc in each', entries.every((entry) => within(entry, 'loc').length === 1)],
    ['every loc is a full address', locations.every(isAbsolute)],
    ['every loc stands below the sitemap', locations.every((url) => url.startsWith(below))],
    ['every loc is shorter than 2,048 characters', locations.every((url) => url.length < 2048)],
    [
      'every loc is encoded',
      locations.every((url) => URL.canParse(url) && new URL(url).href === url),
    ],
    ['no loc has a fragment', locations.every((url) => !url.includes('#'))],
    ['none stands there twice', isUnique(locations)],
    ['at most one lastmod in each', entries.every((entry) => within(entry, 'lastmod').length <= 1)],
    [
      'dates are W3C dates',
      dates.every((date) => W3C_DATE.test(date) && !Number.isNaN(Date.parse(date))),
    ],
  ]);
}

/** OpenSearch 1.1, draft 6. */
export function openSearchFaults(document: string): string[] {
  const root = xmlTree(document);
  const text = (name: string) => within(root, name)[0]?.text ?? '';
  const urls = within(root, 'Url').map(({ attributes }) => attributes);
  const template = urls[0]?.['template'] ?? '';
  return broken([
    ['the root is OpenSearchDescription', root.name === 'OpenSearchDescription'],
    [
      'all is in its namespace',
      allOf(root).every(({ namespace }) => namespace === 'http://a9.com/-/spec/opensearch/1.1/'),
    ],
    [
      'one ShortName of at most 16 characters',
      within(root, 'ShortName').length === 1 &&
        text('ShortName') !== '' &&
        text('ShortName').length <= 16,
    ],
    [
      'one Description of at most 1,024 characters',
      within(root, 'Description').length === 1 &&
        text('Description') !== '' &&
        text('Description').length <= 1024,
    ],
    [
      'a Url with type and template',
      urls.length > 0 &&
        urls.every(
          (url) => /^[a-z]+\/[a-z+.-]+$/.test(url['type'] ?? '') && url['template'] !== undefined,
        ),
    ],
    [
      'the template takes the words, and is a full address with them',
      template.includes('{searchTerms}') && isAbsolute(template.replace('{searchTerms}', 'a%20b')),
    ],
    ['no other parameter has to be given', !/\{(?!searchTerms\})[^}?]*\}/.test(template)],
    [
      'pictures have full addresses',
      within(root, 'Image').every((image) => isAbsolute(image.text)),
    ],
    ['the encoding is named', within(root, 'InputEncoding').every((part) => part.text === 'UTF-8')],
  ]);
}

/** RFC 9309, and the Sitemap line of sitemaps.org. */
export function robotsFaults(document: string): string[] {
  const lines = document.split('\n').map((line) => line.replace(/#.*/, '').trim());
  const said = lines.filter((line) => line !== '');
  const first = said.findIndex((line) => /^(?:allow|disallow):/i.test(line));
  return broken([
    ['it ends with a line break', document.endsWith('\n')],
    [
      'every line is one that is known',
      said.every((line) => /^(?:user-agent|allow|disallow|sitemap): *\S*$/i.test(line)),
    ],
    [
      'a group begins with whom it is for',
      first < 0 || said.slice(0, first).some((line) => /^user-agent: *\S+$/i.test(line)),
    ],
    [
      'rules are paths',
      said.every((line) => !/^(?:allow|disallow):/i.test(line) || /: *(?:\/\S*)?$/.test(line)),
    ],
    [
      'sitemaps are full addresses',
      said.every(
        (line) => !/^sitemap:/i.test(line) || isAbsolute(line.replace(/^sitemap: */i, '')),
      ),
    ],
    ['at most 500 KiB', document.length <= 500 * 1024],
  ]);
}

const parser = unified().use(remarkParse).use(remarkGfm);

/** llmstxt.org: a title, a quotation, whatever has no heading, then lists of links under headings. */
export function llmsFaults(document: string): string[] {
  const { children }: Root = parser.parse(document);
  const headings = children.flatMap((node, index) =>
    node.type === 'heading' ? [{ ...node, index }] : [],
  );
  const sections = headings
    .slice(1)
    .map(({ index }, n) => children.slice(index + 1, headings[n + 2]?.index ?? children.length));
  const rules: (readonly [string, boolean])[] = [
    [
      'it begins with one heading of the first level',
      headings[0]?.index === 0 && headings[0].depth === 1,
    ],
    ['a quotation follows', children[1]?.type === 'blockquote'],
    [
      'all further headings are of the second level',
      headings.slice(1).every(({ depth }) => depth === 2),
    ],
    ['there are sections', sections.length > 0],
    [
      'each section is one list',
      sections.every((section) => section.length === 1 && section[0]?.type === 'list'),
    ],
  ];
  const items: boolean[] = [];
  for (const list of sections.flat()) {
    visit(list, 'listItem', (item) => {
      const [paragraph] = item.children;
      const parts = paragraph?.type === 'paragraph' ? paragraph.children : [];
      const [link, note] = parts;
      items.push(
        link?.type === 'link' &&
          isAbsolute(link.url) &&
          (note === undefined || (note.type === 'text' && note.value.startsWith(':'))),
      );
    });
  }
  return broken([
    ...rules,
    ['each entry is a link, and a note after a colon', items.every(Boolean)],
  ]);
}

/** What the endpoint badge of shields.io takes: no other keys (shields.io/badges/endpoint-badge). */
export const ENDPOINT_SCHEMA = {
  type: 'object',
  required: ['schemaVersion', 'label', 'message'],
  additionalProperties: false,
  properties: {
    schemaVersion: { const: 1 },
    label: { type: 'string' },
    message: { type: 'string', minLength: 1 },
    color: { type: 'string', pattern: '^(?:[0-9a-f]{3}|[0-9a-f]{6}|[a-z]+)$' },
    labelColor: { type: 'string' },
    isError: { type: 'boolean' },
    namedLogo: { type: 'string' },
    logoSvg: { type: 'string' },
    logoColor: { type: 'string' },
    logoSize: { type: 'string' },
    style: { enum: ['flat', 'flat-square', 'plastic', 'for-the-badge', 'social'] },
    cacheSeconds: { type: 'integer', minimum: 300 },
  },
} as const;

/** An SVG that a page shows as a picture: it says what it says to everybody, and does and loads nothing. */
export function badgeFaults(document: string, words: { label: string; message: string }): string[] {
  const root = xmlTree(document);
  const all = allOf(root);
  const said = `${words.label}: ${words.message}`;
  const attributes = all.flatMap((element) => Object.entries(element.attributes));
  const texts = all.filter(({ name }) => name === 'text').map(({ text }) => text);
  return broken([
    ['the root is svg', root.name === 'svg' && root.namespace === 'http://www.w3.org/2000/svg'],
    [
      'it has a size',
      Number(root.attributes['width']) > 0 && Number(root.attributes['height']) > 0,
    ],
    [
      'it is a picture with a name',
      root.attributes['role'] === 'img' && root.attributes['aria-label'] === said,
    ],
    [
      'its title is its name',
      within(root, 'title')
        .map(({ text }) => text)
        .join() === said,
    ],
    ['both words are drawn', texts.includes(words.label) && texts.includes(words.message)],
    [
      'nothing in it acts or loads',
      all.every(
        ({ name }) => !/^(?:script|style|foreignObject|image|use|a|animate.*|set)$/.test(name),
      ),
    ],
    [
      'no attribute acts or leads out',
      attributes.every(
        ([name, value]) =>
          !/^on|^style$/i.test(name) &&
          (!/href$/i.test(name) || value.startsWith('#')) &&
          !/url\((?!#)/.test(value),
      ),
    ],
  ]);
}
