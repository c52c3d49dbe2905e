import type { Library } from './library.ts';

/** Computes something once for each library, when it is first asked for. */
export function once<T>(compute: (library: Library) => T): (library: Library) => T {
  const found = new WeakMap<Library, { readonly value: T }>();
  return (library) => {
    const known = found.get(library) ?? { value: compute(library) };
    found.set(library, known);
    return known.value;
  };
}

/** The same for each library and each key. */
export function onceForEach<T>(
  compute: (library: Library, key: string) => T,
): (library: Library, key: string) => T {
  const found = once(() => new Map<string, { readonly value: T }>());
  return (library, key) => {
    const values = found(library);
    const known = values.get(key) ?? { value: compute(library, key) };
    values.set(key, known);
    return known.value;
  };
}
