import fc from 'fast-check';

export type Path = readonly (string | number)[];

/** The paths of a value and of everything in it. */
export function pathsIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const parts = Array.isArray(value)
    ? value.map((part, index) => [index, part] as const)
    : Object.entries(value);
  return [at, ...parts.flatMap(([key, part]) => pathsIn(part, [...at, key]))];
}

/** Changes plain data at one place, which a number chooses. */
export type Change = (value: unknown, seed: number) => unknown;

/** Data with something left out, added, doubled, renamed or put in place of something else. */
export function changed(text: fc.Arbitrary<string>): fc.Arbitrary<Change> {
  const other = fc.oneof(
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.constantFrom<unknown>(null, true, false, '', [], {}, [[]], [null], { a: {} }),
    fc.jsonValue(),
  );
  return fc.oneof(
    other.map((value) => edited(() => value)),
    text.map((key) => edited((part) => (isObject(part) ? { ...part, [key]: 1 } : part))),
    fc.nat().map((n) => edited((part) => without(part, n))),
    fc.tuple(fc.nat(), text).map(([n, key]) => edited((part) => renamed(part, n, key))),
    fc.constant(
      edited((part) =>
        Array.isArray(part) ? [...(part as unknown[]), ...(part as unknown[])] : [part],
      ),
    ),
  );
}

function edited(edit: (part: unknown) => unknown): Change {
  return (value, seed) => {
    const paths = pathsIn(value);
    return editedAt(value, paths[seed % paths.length] ?? [], edit);
  };
}

function editedAt(value: unknown, path: Path, edit: (part: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return edit(value);
  if (Array.isArray(value)) {
    return value.map((part, index) =>
      index === key ? editedAt(part, rest, edit) : (part as unknown),
    );
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      name === key ? editedAt(part, rest, edit) : part,
    ]),
  );
}

function without(part: unknown, n: number): unknown {
  if (Array.isArray(part)) return part.filter((_, index) => index !== n % part.length);
  if (!isObject(part)) return part;
  const keys = Object.keys(part);
  return Object.fromEntries(Object.entries(part).filter(([key]) => key !== keys[n % keys.length]));
}

function renamed(part: unknown, n: number, to: string): unknown {
  if (!isObject(part)) return part;
  const keys = Object.keys(part);
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key === keys[n % keys.length] ? to : key, value]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
