import type { Library } from '../model/library.ts';
import type { Kind } from '../schema/id.ts';
import { linkTo } from './links.ts';
import { runLink } from './run-row.ts';
import { hasPages, type Link, targetOf } from './urls.ts';

/** Where anything of a library stands: on a page of its own or on one it shares; a note on that of its run. */
export function linkToPlace(library: Library, kind: Kind, id: string): Link {
  if (hasPages(kind)) return linkTo(library, kind, id);
  const note = kind === 'note' ? library.note.get(id) : undefined;
  if (note !== undefined) return runLink(library, note.run);
  const titled = kind === 'decision' || kind === 'prose' ? library[kind].get(id) : undefined;
  return { label: titled?.title ?? id, target: targetOf({ kind, id }) };
}

/** Where several things of a kind stand: notes on one run once. */
export function linksToPlaces(library: Library, kind: Kind, ids: readonly string[]): Link[] {
  const links = ids.map((id) => linkToPlace(library, kind, id));
  return [...new Map(links.map((link) => [JSON.stringify(link.target), link])).values()];
}
