import type { Path } from './document.ts';

/** Every string in a value, with where it stands. */
export function* stringsIn(
  value: unknown,
  path: Path = [],
): Generator<{ readonly text: string; readonly path: Path }> {
  if (typeof value === 'string') {
    yield { text: value, path };
  } else if (typeof value === 'object' && value !== null) {
    const keyed = Array.isArray(value) ? value.entries() : Object.entries(value);
    for (const [key, item] of keyed as Iterable<[string | number, unknown]>) {
      yield* stringsIn(item, [...path, key]);
    }
  }
}
