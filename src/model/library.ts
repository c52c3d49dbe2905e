import type { Kind } from '../schema/id.ts';
import type { Item } from '../schema/kinds.ts';

/** Everything in `content/`, validated: for each kind, its items by id, in the order of their ids. */
export type Library = { readonly [K in Kind]: ReadonlyMap<string, Item<K>> };

/** A place in the library: a value inside one item. */
export interface Place {
  readonly kind: Kind;
  readonly id: string;
  readonly path: readonly (string | number)[];
}
