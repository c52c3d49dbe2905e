import type { Library } from '../model/library.ts';
import type { Appearance } from './appearances.ts';
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

/** Counts results by card, by stack and by what was set. */
export function sightings(seen: readonly Appearance[], library: Library): Sightings {
  const settings = new Map([...library.setting.values()].map(({ name, id }) => [name, id]));
  return {
    results: seen.length,
    runs: new Set(seen.map(runOf)).size,
    cards: counted(seen.map(({ card }) => [card])),
    stacks: counted(seen.map(({ components }) => components)),
    set: counted(seen.map(({ tried }) => tried)).map((set) => {
      const id = settings.get(set.label.replace(/=.*$/s, ''));
      const label = `\`${set.label}\``;
      if (id === undefined) return { ...set, label };
      return { ...set, label, link: { ...linkTo(library, 'setting', id), label } };
    }),
    nothingSet: seen.filter(({ tried }) => tried.length === 0).length,
  };
}

function runOf({ run: { target } }: Appearance): string {
  return 'id' in target ? target.id : '';
}

function counted(lists: readonly (readonly string[])[]): Counted[] {
  const counts = new Map<string, number>();
  for (const label of lists.flatMap((list) => [...new Set(list)])) {
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts]
    .map(([label, count]) => ({ label, count }))
    .toSorted((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}
