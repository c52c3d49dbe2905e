import type { z } from 'zod';
import { references } from '../../src/schema/id.ts';
import { markdownTexts } from '../../src/schema/text.ts';
import { attackLine, attackText, attackUrl } from './attacks.ts';

type Schema = z.core.$ZodType;

/** The id of every thing: as far as the form of ids goes towards meaning something else. */
export const ID = 'constructor';

interface Def {
  type: string;
  innerType?: Schema;
  element?: Schema;
  keyType?: Schema;
  valueType?: Schema;
  options?: readonly Schema[];
  shape?: Record<string, Schema>;
  entries?: Record<string, string>;
  values?: readonly unknown[];
}

const accepts = (schema: Schema, value: unknown): boolean =>
  (schema as z.ZodType).safeParse(value).success;

/**
 * Values of a schema which together have every field that it knows, each text of it an attack. More than
 * one where fields exclude each other.
 * @param markdown the attack that stands where Markdown is read
 * @param path the fields that lead to it; it stands in each text
 */
export function filled(
  schema: Schema,
  markdown: (name: string) => string,
  path: readonly string[] = [],
): unknown[] {
  const def = schema._zod.def as unknown as Def;
  if (references.has(schema)) return [ID];
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'prefault':
    case 'nullable':
      return filled(def.innerType as Schema, markdown, path);
    case 'object':
      return objects(schema, def.shape ?? {}, markdown, path);
    case 'array': {
      const items = filled(def.element as Schema, markdown, [...path, '0']);
      // Where a list needs more items than there are different ones, the first stands again.
      const enough = [items, [...items, ...items]].find((list) => accepts(schema, list));
      return [enough ?? items];
    }
    case 'record':
      return [records(schema, def, markdown, path)];
    case 'union':
      return firstOf(def.options ?? [], markdown, path);
    case 'enum':
      return Object.values(def.entries ?? {}).slice(0, 1);
    case 'literal':
      return [...(def.values ?? [])].slice(0, 1);
    case 'boolean':
      return [true];
    case 'number':
      return [[2, 1, 0].find((value) => accepts(schema, value))];
    case 'string':
      return [text(schema, markdown, path.join('.'))];
    default:
      throw new Error(`no attack for ${def.type} at ${path.join('.')}`);
  }
}

function firstOf(
  options: readonly Schema[],
  markdown: (name: string) => string,
  path: readonly string[],
): unknown[] {
  for (const option of options) {
    try {
      return filled(option, markdown, path).slice(0, 1);
    } catch {
      // Another option may be met.
    }
  }
  throw new Error(`no option for ${path.join('.')}`);
}

/** Fields by whose text one thing finds another: they have to say the same. */
const JOINED: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\.)setting$/, 'settings.0.name'],
  [/(?:^|\.)reason\.signature$/, 'text'],
];

/** The worst text that a schema takes. */
function text(schema: Schema, markdown: (name: string) => string, path: string): string {
  const name = JOINED.find(([pattern]) => pattern.test(path))?.[1] ?? path;
  const isMarkdown = markdownTexts.get(schema as z.ZodType)?.markdown === true;
  const candidates = [
    ...(isMarkdown ? [markdown(name)] : []),
    attackText(name),
    attackLine(name),
    attackUrl(name),
    ID,
    'a'.repeat(64),
    'a'.repeat(40),
    '1002:731f',
    '2025-11-06',
    'X',
    '_x',
  ];
  const found = candidates.find((candidate) => accepts(schema, candidate));
  if (found === undefined) throw new Error(`no text for ${name}`);
  return found;
}

function records(
  schema: Schema,
  { keyType, valueType }: Def,
  markdown: (name: string) => string,
  path: readonly string[],
) {
  const value = filled(valueType as Schema, markdown, [...path, 'value'])[0];
  const keys = [attackLine([...path, 'key'].join('.')), 'toString', ID, '_x', 'gpu'];
  const taken = keys.filter((key) => accepts(keyType as Schema, key));
  const entries = taken.map((key) => [key, value] as const);
  const all = Object.fromEntries(entries);
  return accepts(schema, all) ? all : Object.fromEntries(entries.slice(0, 1));
}

/** Objects with all fields; where the schema refuses them together, as few as have each field once. */
function objects(
  schema: Schema,
  shape: Record<string, Schema>,
  markdown: (name: string) => string,
  path: readonly string[],
) {
  const fields = Object.entries(shape)
    .filter(([name]) => name !== '$schema')
    .map(([name, field]) => [name, filled(field, markdown, [...path, name])] as const);
  const most = Math.max(1, ...fields.map(([, values]) => values.length));
  return Array.from({ length: most }, (_, index) =>
    Object.fromEntries(fields.map(([name, values]) => [name, values[index % values.length]])),
  ).flatMap((whole) => covering(schema, whole));
}

function covering(schema: Schema, whole: Record<string, unknown>): Record<string, unknown>[] {
  if (accepts(schema, whole)) return [whole];
  const names = Object.keys(whole);
  const chosen: Record<string, unknown>[] = [];
  const missing = new Set(names);
  for (let left = 1; left < names.length && missing.size > 0; left += 1) {
    for (const out of subsets(names, left)) {
      const rest = Object.fromEntries(
        Object.entries(whole).filter(([name]) => !out.includes(name)),
      );
      if (!Object.keys(rest).some((name) => missing.has(name)) || !accepts(schema, rest)) continue;
      chosen.push(rest);
      for (const name of Object.keys(rest)) missing.delete(name);
    }
  }
  if (chosen.length === 0) {
    const issues = (schema as z.ZodType).safeParse(whole).error?.message ?? '';
    throw new Error(`no value of ${names.join(', ')}: ${issues}`);
  }
  return chosen;
}

function* subsets(names: readonly string[], size: number, from = 0): Generator<string[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let index = from; index <= names.length - size; index += 1) {
    for (const rest of subsets(names, size - 1, index + 1)) yield [names[index] ?? '', ...rest];
  }
}
