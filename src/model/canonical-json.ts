/**
 * JSON with sorted keys and without undefined values: the same value always gives the same text,
 * whatever the order in which it was put together.
 */
export function canonicalJson(value: unknown): string {
  return `${JSON.stringify(sorted(value), null, 1)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const parts = value as Readonly<Record<string, unknown>>;
  const found: Record<string, unknown> = {};
  for (const key of Object.keys(parts).sort()) {
    const part = sorted(parts[key]);
    if (part !== undefined) put(found, key, part);
  }
  return found;
}

/** An assignment, also of the one key that assignments take for something else. */
function put(to: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') to[key] = value;
  else Object.defineProperty(to, key, { value, enumerable: true });
}
