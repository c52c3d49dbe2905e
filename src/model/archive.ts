import type { Edition } from '../schema/edition.ts';
import type { Kind } from '../schema/id.ts';
import type { Library } from './library.ts';

/** A frozen edition with the library as it then was: its interpretations, and the runs it knew. */
export interface FrozenEdition {
  readonly manifest: Edition;
  readonly library: Library;
}

/** The library of today, and every edition, the oldest first. */
export interface Archive {
  readonly library: Library;
  readonly editions: readonly FrozenEdition[];
}

/**
 * The id under which another library holds the same thing, renamed or not. A thing is known by its id
 * and by every id it had before.
 */
export function counterpart(
  kind: Kind,
  id: string,
  from: Library,
  to: Library,
): string | undefined {
  if (to[kind].has(id)) return id;
  const later = find(to, kind, (oldIds) => oldIds.includes(id));
  if (later !== undefined) return later;
  return oldIdsOf(from[kind].get(id)).find((old) => to[kind].has(old));
}

/** The ids that a thing had before. */
export function oldIdsOf(item: object | undefined): readonly string[] {
  return item !== undefined && 'oldIds' in item ? (item.oldIds as readonly string[]) : [];
}

function find(
  library: Library,
  kind: Kind,
  accept: (oldIds: readonly string[]) => boolean,
): string | undefined {
  for (const [id, item] of library[kind] as ReadonlyMap<string, object>) {
    if (accept(oldIdsOf(item))) return id;
  }
  return undefined;
}
