import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { run } from '../../src/schema/run.ts';

/** Every path of keys that a schema declares; an entry of a list or record counts as `*`. */
function* declared(schema: z.core.$ZodType, path = ''): Generator<string> {
  const { innerType, element, valueType, shape } = schema._zod.def as {
    innerType?: z.core.$ZodType;
    element?: z.core.$ZodType;
    valueType?: z.core.$ZodType;
    shape?: Record<string, z.core.$ZodType>;
  };
  if (innerType) yield* declared(innerType, path);
  const entry = element ?? valueType;
  if (entry) yield* declared(entry, `${path}/*`);
  for (const [key, part] of Object.entries(shape ?? {})) {
    yield `${path}/${key}`;
    yield* declared(part, `${path}/${key}`);
  }
}

function* used(value: unknown, path = ''): Generator<string> {
  yield path;
  if (Array.isArray(value)) {
    for (const one of value) yield* used(one, `${path}/*`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) yield* used(one, `${path}/${key}`);
  }
}

test('the case "full" uses every field of the schema', () => {
  const file = join(import.meta.dirname, '../cases/full/record.json');
  const found = new Set(used(JSON.parse(readFileSync(file, 'utf8'))));
  expect([...declared(run)].length).toBeGreaterThan(100);
  expect([...declared(run)].filter((path) => !found.has(path))).toEqual([]);
});
