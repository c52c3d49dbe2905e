import type { Run } from '../schema/run.ts';
import { once } from './kept.ts';

/** By the id of a run, the id of the one that corrects it; the first of several. */
export const corrections = once(
  (library): ReadonlyMap<string, string> =>
    new Map(
      [...library.run.values()]
        .toReversed()
        .flatMap(({ id, replaces }) => (replaces === undefined ? [] : [[replaces, id] as const])),
    ),
);

/**
 * The runs that no other corrects. Whatever is counted or was seen goes by these alone: the record of the
 * others is known to be wrong, and what was right in it stands in the one that corrects it.
 */
export const standingRuns = once((library): readonly Run[] =>
  [...library.run.values()].filter(({ id }) => !corrections(library).has(id)),
);
