import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { init, parse } from 'es-module-lexer';
import { Parser } from 'htmlparser2';

/** The kinds of files that a page makes a browser ask for before anybody has done anything. */
export type Part = 'html' | 'css' | 'script' | 'font' | 'image';

/** What a page asks for: for each kind, its files, and their bytes as they travel (gzip; fonts as they are). */
export interface PageWeight {
  readonly bytes: Readonly<Record<Part, number>>;
  /** Paths below the site, the page itself first; each is one request. */
  readonly files: readonly string[];
}

/** Weighs the files of one site, by their paths below it. */
export interface Scale {
  readonly weigh: (page: string) => PageWeight;
  /** The bytes of one file as they travel; undefined if there is no such file. */
  readonly sizeOf: (path: string) => number | undefined;
}

/**
 * Weighs pages of a built site by what their HTML, style sheets and modules name, as a browser would
 * load it at once: static imports are followed, those that wait for the reader are not.
 * Fonts and pictures of style sheets are all counted, so this is an upper bound.
 * @param base the path below which the site will stand, with a slash at both ends
 * @throws if a page names a file that is not there
 */
export async function scaleFor(site: string, base: string): Promise<Scale> {
  await init;
  const sizes = new Map<string, number>();
  const follow = new Map<string, readonly Reference[]>();
  const sizeOf = (path: string) => {
    const known = sizes.get(path);
    if (known !== undefined) return known;
    const content = readFileSync(join(site, path));
    const size = path.endsWith('.woff2') ? content.length : gzipSync(content).length;
    sizes.set(path, size);
    return size;
  };
  const referencesOf = (path: string): readonly Reference[] => {
    const known = follow.get(path);
    if (known !== undefined) return known;
    const found = referencesIn(path, readFileSync(join(site, path), 'utf8'));
    follow.set(path, found);
    return found;
  };
  const weigh = (page: string): PageWeight => {
    const bytes: Record<Part, number> = { html: 0, css: 0, script: 0, font: 0, image: 0 };
    const seen = new Set<string>();
    const load = ({ url, part }: Reference, from: string) => {
      const path = pathOf(url, from, base);
      if (path === undefined || seen.has(path)) return;
      seen.add(path);
      bytes[part] += sizeOf(path);
      if (part === 'font' || part === 'image') return;
      for (const reference of referencesOf(path)) load(reference, path);
    };
    load({ url: base + page, part: 'html' }, page);
    return { bytes, files: [...seen] };
  };
  return { weigh, sizeOf: (path) => (existsSync(join(site, path)) ? sizeOf(path) : undefined) };
}

interface Reference {
  readonly url: string;
  readonly part: Part;
}

/** The path below the site of a file that is named in another; undefined where it leads out of it. */
function pathOf(url: string, from: string, base: string): string | undefined {
  const here = `https://site.invalid${base}${from}`;
  const { origin, pathname } = new URL(url, here);
  if (origin !== 'https://site.invalid' || !pathname.startsWith(base)) return undefined;
  return posix.normalize(decodeURIComponent(pathname.slice(base.length)));
}

function referencesIn(path: string, text: string): readonly Reference[] {
  if (path.endsWith('.html')) return inHtml(text);
  if (path.endsWith('.css')) return inCss(text);
  const [imports] = parse(text, path);
  const stated = imports.filter(({ d }) => d === -1).flatMap(({ n }) => n ?? []);
  return stated.map((url) => ({ url, part: 'script' }));
}

const PRELOADED: Readonly<Record<string, Part>> = {
  font: 'font',
  style: 'css',
  script: 'script',
  image: 'image',
};

function inHtml(html: string): Reference[] {
  const found: Reference[] = [];
  const add = (url: string | undefined, part: Part | undefined) => {
    if (url !== undefined && url !== '' && part !== undefined) found.push({ url, part });
  };
  const parser = new Parser({
    onopentag(name, { rel = '', href, src, as = '', loading, srcset }) {
      if (name === 'script') add(src, 'script');
      if (name === 'img' && loading !== 'lazy') add(srcset?.trim().split(/\s/)[0] ?? src, 'image');
      if (name === 'use' && href?.startsWith('#') === false) add(href, 'image');
      if (name !== 'link') return;
      const rels = rel.split(/\s+/);
      if (rels.includes('stylesheet')) add(href, 'css');
      else if (rels.includes('modulepreload')) add(href, 'script');
      else if (rels.includes('preload')) add(href, PRELOADED[as]);
      else if (rels.includes('icon')) add(href, 'image');
    },
  });
  parser.end(html);
  return found;
}

function inCss(css: string): Reference[] {
  return [...css.matchAll(/url\(\s*(["']?)(.*?)\1\s*\)/g)]
    .map(([, , url = '']) => url)
    .filter((url) => !url.startsWith('data:') && !url.startsWith('#'))
    .map((url) => ({ url, part: /\.woff2?(?:$|[?#])/.test(url) ? 'font' : 'image' }));
}
