/** An object of parsed JSON. */
export type Fields = Readonly<Record<string, unknown>>;

/** A value as an object; an empty one for anything else. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};
}

/** A text; undefined for anything else, and for one that is empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A count, from 0. */
export function countOf(value: unknown): number | undefined {
  const count = numberOf(value);
  return count !== undefined && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** The texts of a list, or a text alone. */
export function textsOf(value: unknown): readonly string[] {
  const list = typeof value === 'string' ? [value] : listOf(value);
  return list.filter((one) => typeof one === 'string');
}

/** What of an object is plain: texts, numbers and truth values, at most so many. */
export function plainFields(value: unknown, max = 100): Record<string, string | number | boolean> {
  const entries = Object.entries(fieldsOf(value)).flatMap(([key, one]) =>
    (typeof one === 'string' && one.trim() !== '') ||
    typeof one === 'boolean' ||
    (typeof one === 'number' && Number.isFinite(one))
      ? [[key.slice(0, 100), typeof one === 'string' ? one.slice(0, 500) : one] as const]
      : [],
  );
  return Object.fromEntries(entries.slice(0, max));
}
