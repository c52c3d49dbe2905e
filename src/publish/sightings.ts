import { occurrencesOf } from '../model/occurrences.ts';
import { onceForEach } from '../model/kept.ts';
import { componentsOf, newestRunFirst, triedFor } from './appearances.ts';
import { cardOf } from './run-row.ts';
import { linkTo } from './links.ts';
import type { Link } from './urls.ts';

/** Something that several results have in common, and in how many of them it was recorded. */
export interface Counted {
  readonly label: string;
  readonly count: number;
}

/** Results with one thing in common, counted: most often first, then in the order of names. */
export interface Sightings {
  readonly results: number;
  readonly runs: number;
  readonly cards: readonly Counted[];
  /** Component and version, each by itself. */
  readonly stacks: readonly Counted[];
  /** What was set, with the page of the setting where there is one. */
  readonly set: readonly (Counted & { readonly link?: Link })[];
  /** Results of which nothing that was set is recorded. */
  readonly nothingSet: number;
}

/** Counts the results that printed an error by card, by stack and by what was set. */
export const sightings = onceForEach((library, signature): Sightings => {
  const seen = newestRunFirst(occurrencesOf(library, 'signature', signature));
  const tried = seen.map(triedFor);
  const settings = new Map([...library.setting.values()].map(({ name, id }) => [name, id]));
  return {
    results: seen.length,
    runs: new Set(seen.map(({ run }) => run)).size,
    cards: counted(seen.map(({ run }) => [cardOf(run, library)])),
    stacks: counted(seen.map(({ run }) => componentsOf(run))),
    set: counted(tried).map((set) => {
      const id = settings.get(set.label.replace(/=.*$/s, ''));
      const label = `\`${set.label}\``;
      if (id === undefined) return { ...set, label };
      return { ...set, label, link: { ...linkTo(library, 'setting', id), label } };
    }),
    nothingSet: tried.filter((list) => list.length === 0).length,
  };
});

function counted(lists: readonly (readonly string[])[]): Counted[] {
  const counts = new Map<string, number>();
  for (const label of lists.flatMap((list) => [...new Set(list)])) {
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts]
    .map(([label, count]) => ({ label, count }))
    .toSorted((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}
