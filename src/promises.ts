import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Archive } from './model/archive.ts';
import { type Problem, problem } from './model/problem.ts';
import { outlinePage } from './render/page-outline.ts';
import type { Edition } from './schema/edition.ts';

/** An address that an edition promised, below the root of the site, with the anchors it has there. */
export interface PromisedAddress {
  readonly path: string;
  readonly anchors: readonly string[];
  /** Whether a page may stand there that only says where its thing went, without the anchors. */
  readonly mayMove?: true;
}

/**
 * What an edition promised: its pages, the same pages of today, and the runs it knew.
 * @param anchorsOf the anchors of the results of a run; none for one that is gone
 */
export function promisedAddresses(
  { id: edition, pages, runs }: Edition,
  anchorsOf: (run: string) => readonly string[],
): PromisedAddress[] {
  return [
    ...pages.map(({ path, anchors }) => ({ path: `v/${edition}/${path}`, anchors })),
    ...pages.map(({ path, anchors }) => ({ path, anchors, mayMove: true as const })),
    ...runs.map(({ id }) => ({ path: `runs/${id}/`, anchors: anchorsOf(id) })),
  ];
}

/** Whether a page only says that its thing moved, or was taken out. */
export function onlySaysWhere(html: string): boolean {
  return html.includes('<h1 data-gone=');
}

/**
 * Every address that an edition promised and a finished site does not have: the pages of the edition
 * itself, the same pages of today, and the runs it knew, each with its anchors.
 * @param site the folder of the finished site
 * @param holds pages, by their path, that are known to keep what was promised of them
 */
export function brokenPromises(
  { library, editions }: Archive,
  site: string,
  holds: (path: string) => boolean = () => false,
): Problem[] {
  const pages = new Map<string, PageIds | undefined>();
  const pageAt = (path: string) => {
    if (!pages.has(path)) pages.set(path, readIds(join(site, path, 'index.html')));
    return pages.get(path);
  };
  const problems = new Map<string, Problem>();
  for (const { manifest } of editions) {
    const anchorsOf = (run: string) => library.run.get(run)?.results.map(({ id }) => id) ?? [];
    for (const { path, anchors, mayMove } of promisedAddresses(manifest, anchorsOf)) {
      if (holds(path)) continue;
      const place = { file: `content/editions/${manifest.id}/edition.json` };
      const page = pageAt(path);
      if (page === undefined) {
        const words = { edition: manifest.id, path };
        problems.set(path, problem('promised-page-gone', words, place));
        continue;
      }
      for (const anchor of mayMove === true ? moved(path, anchors) : anchors) {
        if (page.has(anchor)) continue;
        const words = { edition: manifest.id, path, anchor };
        problems.set(`${path}#${anchor}`, problem('promised-anchor-gone', words, place));
      }
    }
  }
  return [...problems.values()];

  /** A page that only says where its thing went keeps the address, not the anchors. */
  function moved(path: string, anchors: readonly string[]): readonly string[] {
    const file = join(site, path, 'index.html');
    return existsSync(file) && onlySaysWhere(readFileSync(file, 'utf8')) ? [] : anchors;
  }
}

function readIds(file: string): PageIds | undefined {
  return existsSync(file) ? new PageIds(readFileSync(file, 'utf8')) : undefined;
}

/** The ids of a page. A look at its tags finds most of them; it is parsed only where one is missing. */
class PageIds {
  readonly #html: string;
  readonly #seen: ReadonlySet<string>;
  #parsed: ReadonlySet<string> | undefined;

  constructor(html: string) {
    this.#html = html;
    this.#seen = idsInTags(html);
  }

  has(id: string): boolean {
    if (this.#seen.has(id)) return true;
    this.#parsed ??= outlinePage(this.#html).ids;
    return this.#parsed.has(id);
  }
}

/**
 * Ids that certainly are some: in text and in data no "<" stands as it is, and in a value between double
 * quotes no double quote.
 */
function idsInTags(html: string): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { 1: id = '', index } of html.matchAll(/\sid="([^"&]*)"/g)) {
    const before = html.slice(html.lastIndexOf('<', index), index);
    if (!/[>']/.test(before)) ids.add(id);
  }
  return ids;
}
