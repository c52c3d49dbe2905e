import { recently } from './kept.ts';
import type { Library } from './library.ts';
import { type Dependency, note, question } from './trace.ts';

/** The library of today, in which things are looked up. */
let today: Library | undefined;

/**
 * What a library says on one thing. Whoever looks it up in the library of today depends on what is said,
 * not on all that was read to find it.
 */
export function lookup<V>(
  name: string,
  find: (library: Library, key: string) => V,
): (library: Library, key: string) => V {
  const answer = (library: Library, key: string) =>
    recently(name, [library, key], () => find(library, key));
  const ask = question(name, (key: string) => answer(today as Library, key));
  return (library, key) => (library === today ? ask(key) : find(library, key));
}

/** The library of today, which tells what is read of it. */
export function tracedToday(library: Library): Library {
  today = traced(library, (kind, what) => `${kind}/${what}`);
  return today;
}

/** The library of an edition. It never changes in part, so whatever is read of it is all of it. */
export function tracedEdition(library: Library, id: string): Library {
  return traced(library, () => `edition:${id}`);
}

function traced(library: Library, nameOf: (kind: string, what: string) => Dependency): Library {
  const kinds = Object.entries(library).map(([kind, items]) => [
    kind,
    new TracedMap<unknown>(items, (what) => {
      note(nameOf(kind, what));
    }),
  ]);
  return Object.fromEntries(kinds) as Library;
}

/** Notes what is read of it: one value by its key, all values by "*", the keys alone by "". */
class TracedMap<V> extends Map<string, V> {
  readonly #read: (what: string) => void;

  constructor(entries: Iterable<readonly [string, V]>, read: (what: string) => void) {
    super(entries);
    this.#read = read;
  }

  override get(key: string): V | undefined {
    this.#read(key);
    return super.get(key);
  }

  override has(key: string): boolean {
    this.#read(key);
    return super.has(key);
  }

  override get size(): number {
    // Map’s constructor may ask before there is anything to tell.
    if (#read in this) this.#read('');
    return super.size;
  }

  override keys(): MapIterator<string> {
    this.#read('');
    return super.keys();
  }

  override values(): MapIterator<V> {
    this.#read('*');
    return super.values();
  }

  override entries(): MapIterator<[string, V]> {
    this.#read('*');
    return super.entries();
  }

  override [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }

  override forEach(callback: (value: V, key: string, map: Map<string, V>) => void): void {
    this.#read('*');
    super.forEach(callback);
  }
}
