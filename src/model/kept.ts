import type { Library } from './library.ts';
import { type Dependency, note, tracing } from './trace.ts';

/** Computes something once, when it is first asked for. Whoever asks reads all that was read for it. */
export function shared<T>(compute: () => T): () => T {
  let found: { readonly value: T; readonly reads: Set<Dependency> } | undefined;
  return () => {
    if (found === undefined) {
      const reads = new Set<Dependency>();
      found = { value: tracing(reads, compute), reads };
    }
    for (const read of found.reads) note(read);
    return found.value;
  };
}

/** The same for each library. */
export function once<T>(compute: (library: Library) => T): (library: Library) => T {
  const kept = new WeakMap<Library, () => T>();
  return (library) => {
    const found = kept.get(library) ?? shared(() => compute(library));
    kept.set(library, found);
    return found();
  };
}

/** The same for each library and each key. */
export function onceForEach<T>(
  compute: (library: Library, key: string) => T,
): (library: Library, key: string) => T {
  const kept = new WeakMap<Library, Map<string, () => T>>();
  return (library, key) => {
    const values = kept.get(library) ?? new Map<string, () => T>();
    kept.set(library, values);
    const found = values.get(key) ?? shared(() => compute(library, key));
    values.set(key, found);
    return found();
  };
}

/** What was computed of something a moment ago. */
interface Recent {
  readonly of: readonly unknown[];
  readonly get: () => unknown;
}

/** So many are kept of each sort: of two runs side by side, two each for the page and the next. */
const RECENT = 4;

const recent = new Map<string, Recent[]>();

/**
 * Computes something that is asked for a few times in a row, and then no more: a page, its text and its
 * twins are made one after another, and show the same. Whoever asks reads all that was read for it.
 * @param name tells one sort of thing from all others
 * @param of all that the value rests on: the same things, the same value
 */
export function recently<T>(name: string, of: readonly unknown[], compute: () => T): T {
  const all = recent.get(name) ?? [];
  recent.set(name, all);
  const found = all.find((one) => one.of.every((part, index) => part === of[index]));
  if (found !== undefined) return found.get() as T;
  const get = shared(compute);
  all.push({ of, get });
  if (all.length > RECENT) all.shift();
  return get();
}
