import { counterpart } from '../model/archive.ts';
import type { Library } from '../model/library.ts';
import type { Kind } from '../schema/id.ts';
import { linksToPlaces, linkToPlace } from './places.ts';
import type { Link } from './urls.ts';

/** Something that an edition had and the next has under no name. */
export interface Departed {
  readonly id: string;
  /** What it was called. */
  readonly label: string;
  /** Why it went, where its retirement says so. */
  readonly reason?: string;
  readonly became: readonly Link[];
}

/** What of a kind went from one edition to the next. */
export function departed(kind: Kind, then: Library, now: Library): Departed[] {
  return [...then[kind].keys()]
    .filter((id) => counterpart(kind, id, then, now) === undefined)
    .map((id) => {
      const retirement = [...now.retirement.values()].find(
        (one) => one.kind === kind && one.was === id,
      );
      return {
        id,
        label: linkToPlace(then, kind, id).label,
        ...(retirement === undefined ? {} : { reason: retirement.reason }),
        became: linksToPlaces(now, kind, retirement?.becameIds ?? []),
      };
    });
}
