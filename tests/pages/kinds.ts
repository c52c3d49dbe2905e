import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Pages that are made alike, and the one of them that stands for all. */
export interface PageKind {
  /** The shape of their address: `runs/*`, `v/*\/findings/*`, `404.html`. */
  readonly kind: string;
  /** The path below the site of the page with the most HTML, as it stands in an address. */
  readonly path: string;
}

/** The shape of a page's address: the edition and the ids in it stand as `*`. */
export function kindOf(page: string): string {
  const [, edition, rest] = /^(v\/[^/]+\/)?(.*)$/.exec(page) ?? [];
  const parts = (rest ?? page).replace(/(?:^|\/)index\.html$/, '').split('/');
  const own = parts.map((part, index) => (isId(parts, index) ? '*' : part)).join('/');
  return `${edition === undefined ? '' : 'v/*/'}${own}`;
}

/** Below a folder of the site stand ids; a number of a page of a list and a word for a part are none. */
function isId(parts: readonly string[], index: number): boolean {
  return index > 0 && !['page', 'results'].includes(parts[index] ?? '');
}

/**
 * The kinds of pages of a site, so that a kind that is new is looked at without being named anywhere.
 * Pages that lead on at once are left out: nobody sees them.
 */
export function kindsOf(site: string, pages: readonly string[]): readonly PageKind[] {
  const heaviest = new Map<string, { page: string; size: number }>();
  for (const page of pages) {
    const file = join(site, page);
    const { size } = statSync(file);
    const kind = kindOf(page);
    if (size <= (heaviest.get(kind)?.size ?? 0)) continue;
    if (readFileSync(file, 'utf8').includes('http-equiv="refresh"')) continue;
    heaviest.set(kind, { page, size });
  }
  return [...heaviest].map(([kind, { page }]) => ({
    kind,
    path: page.replace(/(?<=^|\/)index\.html$/, ''),
  }));
}

/** Whether a page is one of an edition. */
export const ofEdition = ({ kind }: PageKind): boolean => kind.startsWith('v/');
