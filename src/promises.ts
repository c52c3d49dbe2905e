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
  const anchorsOf = (run: string) => library.run.get(run)?.results.map(({ id }) => id) ?? [];
  const promised = editions.flatMap(({ manifest }) =>
    promisedAddresses(manifest, anchorsOf).map((address) => ({ ...address, edition: manifest.id })),
  );
  const problems = new Map<string, Problem>();
  // Page by page, so that none is read twice, and none is held longer than it takes.
  for (const [path, all] of Map.groupBy(promised, (one) => one.path)) {
    if (holds(path)) continue;
    const file = join(site, path, 'index.html');
    const html = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    const ids = html === undefined ? undefined : new PageIds(html);
    for (const { edition, anchors, mayMove } of all) {
      const place = { file: `content/editions/${edition}/edition.json` };
      if (html === undefined || ids === undefined) {
        problems.set(path, problem('promised-page-gone', { edition, path }, place));
        continue;
      }
      // A page that only says where its thing went keeps the address, not the anchors.
      if (mayMove === true && onlySaysWhere(html)) continue;
      for (const anchor of anchors.filter((one) => !ids.has(one))) {
        const words = { edition, path, anchor };
        problems.set(`${path}#${anchor}`, problem('promised-anchor-gone', words, place));
      }
    }
  }
  return [...problems.values()];
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
