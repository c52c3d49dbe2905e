import { LISTED_DEVIATIONS } from './limits.ts';

/** A repair or an oddity on the way from a foreign file to a record. */
export interface Deviation {
  readonly code: string;
  /** Where in the file: a pointer into it, or a line. */
  readonly at: string;
  readonly note: string;
}

interface Kind {
  readonly first: Deviation[];
  count: number;
}

/**
 * Gathers deviations. Of each kind the first few are listed with their places, and the number of the rest
 * once, so that a file with a million of them is still read.
 */
export class Deviations {
  readonly #kinds = new Map<string, Kind>();

  add(code: string, at: string, note: string): void {
    const kind = this.#kinds.get(code) ?? { first: [], count: 0 };
    this.#kinds.set(code, kind);
    kind.count += 1;
    if (kind.first.length < LISTED_DEVIATIONS) kind.first.push({ code, at, note });
  }

  /** In the order in which each kind was met first. */
  list(): Deviation[] {
    return [...this.#kinds].flatMap(([code, { first, count }]) =>
      count > first.length
        ? [...first, { code, at: '', note: `${count - first.length} more places of this kind` }]
        : first,
    );
  }
}
