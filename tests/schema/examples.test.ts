import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ALL_KINDS, KINDS } from '../../src/schema/kinds.ts';

interface Example {
  readonly description: string;
  readonly data: unknown;
  readonly valid: boolean;
}

/** `examples/<kind>.json`: what the schema of a kind takes and what it refuses, as data. */
const examplesOf = (kind: string) =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, 'examples', `${kind}.json`), 'utf8'),
  ) as Example[];

describe.each(ALL_KINDS)('%s', (kind) => {
  const examples = examplesOf(kind);

  test('has an example that is valid and one that is not', () => {
    expect(new Set(examples.map(({ valid }) => valid))).toEqual(new Set([true, false]));
  });

  test.each(examples)('$description: $valid', ({ data, valid }) => {
    const { success, error } = KINDS[kind].schema.safeParse(data);
    expect(success, error?.message).toBe(valid);
  });

  test('refuses a key that it does not know, and an id of another form', () => {
    const good = examples.find(({ valid }) => valid)?.data as object;
    const { schema } = KINDS[kind];
    expect(schema.safeParse({ ...good, unheardOf: 1 }).success).toBe(false);
    expect(schema.safeParse({ ...good, id: 'Not An Id' }).success).toBe(false);
  });
});
