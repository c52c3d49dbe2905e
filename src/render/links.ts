import { outlinePage, type PageOutline } from './page-outline.ts';

/** A built site. Paths are those of files below its folder: `runs/index.html`. */
export interface BuiltSite {
  /** Each page's path and HTML; read once, in order, so that not all HTML need be in memory. */
  pages: Iterable<readonly [path: string, html: string]>;
  /** The paths of all files that are not pages. */
  files: ReadonlySet<string>;
  /** Of files that are not pages: the path and the links of each. */
  companions?: Iterable<readonly [path: string, links: readonly string[]]>;
  /** The sub-path that links carry and the folder does not: `/` or `/faultline/`. */
  base: string;
  /** Where the site will stand, if known: full links to it are then checked like internal ones. */
  origin?: string | undefined;
}

export interface LinkProblem {
  page: string;
  what: string;
  /** The link as the page has it, or `#id`. */
  target: string;
}

export interface LinkReport {
  pages: number;
  links: number;
  problems: LinkProblem[];
  /** Each link out of the site, with the files that hold it. */
  external: Map<string, string[]>;
}

/** Stands for the site's own origin where that is not known. */
const NOWHERE = 'https://site.invalid';

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

const fragmentProblem = (href: string, hash: string, page: PageOutline): string | undefined => {
  if (hash === '') return href.endsWith('#') ? 'empty fragment' : undefined;
  const fragment = hash.slice(1).replace(/:~:.*$/s, '');
  if (fragment === '' || fragment === 'top') return undefined;
  return page.ids.has(decoded(fragment) ?? '') ? undefined : 'no such id on that page';
};

/** What is wrong with one link, if anything. An external https link is taken on trust. */
const linkProblem = (
  written: string,
  from: URL,
  outlines: ReadonlyMap<string, PageOutline>,
  { files, base }: BuiltSite,
): string | undefined => {
  const href = written.trim();
  if (href === '') return 'empty link';
  if (!URL.canParse(href, from)) return 'not a URL';
  const url = new URL(href, from);
  const full = /^(?:https:\/\/|mailto:)/i.test(href);
  if (url.origin !== from.origin) return full ? undefined : 'neither internal nor https nor mailto';

  const path = decoded(url.pathname);
  if (path === undefined) return 'not a URL';
  // Beside the site another one may stand on the same origin.
  if (!path.startsWith(base)) return full ? undefined : `outside the base ${base}`;
  const file = path.slice(base.length).replace(/(?<=^|\/)$/, 'index.html');
  const page = outlines.get(file);
  if (page !== undefined) return fragmentProblem(href, url.hash, page);
  if (files.has(file)) return undefined;
  return outlines.has(`${file}/index.html`) ? 'lacks its closing slash' : 'no such file';
};

function leavesSite(href: string, from: URL): boolean {
  return /^https:/i.test(href) && new URL(href, from).origin !== from.origin;
}

/** Finds every link that leads nowhere, every fragment without its id, and every repeated id. */
export const checkLinks = (site: BuiltSite): LinkReport => {
  const outlines = new Map<string, PageOutline>();
  for (const [path, html] of site.pages) outlines.set(path, outlinePage(html));

  const problems: LinkProblem[] = [];
  const external = new Map<string, string[]>();
  let links = 0;
  const checkAll = (page: string, targets: Iterable<string>, from: URL) => {
    const own = new Set<string>();
    for (const target of targets) {
      links += 1;
      const what = linkProblem(target, from, outlines, site);
      if (what !== undefined) problems.push({ page, what, target });
      else if (leavesSite(target, from)) own.add(target);
    }
    for (const target of own) {
      const holders = external.get(target) ?? [];
      holders.push(page);
      external.set(target, holders);
    }
  };
  for (const [page, outline] of outlines) {
    const address = page.replace(/(?<=^|\/)index\.html$/, '');
    const from = new URL(site.base + encodeURI(address), site.origin ?? NOWHERE);
    for (const id of outline.repeatedIds) {
      problems.push({ page, what: 'id used more than once', target: `#${id}` });
    }
    checkAll(page, outline.links, from);
  }
  for (const [path, targets] of site.companions ?? []) {
    checkAll(path, targets, new URL(site.base + encodeURI(path), site.origin ?? NOWHERE));
  }
  return { pages: outlines.size, links, problems, external };
};
