import fc from 'fast-check';
import type { z } from 'zod';
import { inject } from 'vitest';
import { moment } from '../../src/schema/text.ts';

type Schema = z.core.$ZodType;

interface Def {
  readonly type: string;
  readonly innerType?: Schema;
  readonly element?: Schema;
  readonly keyType?: Schema;
  readonly valueType?: Schema;
  readonly options?: readonly Schema[];
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly checks?: readonly unknown[];
}

/** What may be left out of an object. */
const OPTIONAL = ['optional', 'default', 'prefault'];

/** Anything that fits a schema, as somebody may write it; moments may have an offset. */
export function arbitraryOf(schema: Schema): fc.Arbitrary<unknown> {
  const made = MADE.get(schema) ?? newArbitrary(schema);
  MADE.set(schema, made);
  return made;
}

/** Schemas share most of their parts. */
const MADE = new Map<Schema, fc.Arbitrary<unknown>>();

function newArbitrary(schema: Schema): fc.Arbitrary<unknown> {
  if (schema === moment) return fc.oneof(anythingOf(schema), offsetMoment);
  const made = anythingOf(schema);
  return isChecked(schema) ? made.filter((value) => hasOffset(value) || fits(schema, value)) : made;
}

/** Whether a value whose parts fit may still not fit. */
function isChecked(schema: Schema): boolean {
  const { type, checks } = schema._zod.def as unknown as Def;
  return type === 'string' || type === 'number' || (checks ?? []).length > 0;
}

function anythingOf(schema: Schema): fc.Arbitrary<unknown> {
  const def = schema._zod.def as unknown as Def;
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'prefault':
      return arbitraryOf(part(def.innerType));
    case 'object':
      return object(schema, def);
    case 'array':
      return fc.array(arbitraryOf(part(def.element)), { maxLength: 3 });
    case 'record':
      return fc.dictionary(
        arbitraryOf(part(def.keyType))
          .map(String)
          .filter((key) => key !== '__proto__'),
        arbitraryOf(part(def.valueType)),
        { maxKeys: 3 },
      );
    case 'union':
      return fc.oneof(...(def.options ?? []).map(arbitraryOf));
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries ?? {}));
    case 'literal':
      return fc.constantFrom(...(def.values ?? []));
    case 'boolean':
      return fc.boolean();
    case 'number':
      return number(schema as z.ZodNumber);
    case 'string':
      return text(schema);
    default:
      throw new Error(`no values for a schema of type ${def.type}`);
  }
}

/** Beyond this many optional keys, too many combinations of them would have to be tried. */
const MOST_OPTIONAL = 8;

/** So many that some has all its moments in UTC. */
const EXAMPLES = 20;

function object(schema: Schema, { shape = {}, checks = [] }: Def): fc.Arbitrary<unknown> {
  const parts = Object.fromEntries(
    Object.entries(shape).map(([key, one]) => [key, arbitraryOf(one)]),
  );
  const required = Object.keys(shape).filter(
    (key) => !OPTIONAL.includes(shape[key]?._zod.def.type ?? ''),
  );
  const optional = Object.keys(shape).filter((key) => !required.includes(key));
  if (checks.length === 0 || optional.length > MOST_OPTIONAL) {
    return fc.record(parts, { requiredKeys: required });
  }
  // Most rules of an object say which keys go together: only such combinations are filled in.
  const samples = { numRuns: EXAMPLES, seed: inject('seed') };
  const examples = fc.sample(fc.record(parts), samples);
  const together = subsets(optional)
    .map((keys) => [...required, ...keys])
    .filter((keys) =>
      examples.some((example) =>
        fits(
          schema,
          entriesOf(example, (value) => value, keys),
        ),
      ),
    );
  return fc.oneof(...together.map((keys) => fc.record(entriesOf(parts, (one) => one, keys))));
}

function subsets(keys: readonly string[]): string[][] {
  const [key, ...rest] = keys;
  if (key === undefined) return [[]];
  return subsets(rest).flatMap((set) => [set, [key, ...set]]);
}

function entriesOf<T, U>(
  of: Readonly<Record<string, T>>,
  change: (value: T) => U,
  keys = Object.keys(of),
): Record<string, U> {
  return Object.fromEntries(keys.map((key) => [key, change(of[key] as T)]));
}

function number({ format, minValue, maxValue }: z.ZodNumber): fc.Arbitrary<number> {
  const min = Math.max(minValue ?? -Infinity, Number.MIN_SAFE_INTEGER);
  const max = Math.min(maxValue ?? Infinity, Number.MAX_SAFE_INTEGER);
  const near = fc.integer({ min: Math.max(min, -1000), max: Math.min(max, 1000) });
  return format === 'safeint'
    ? fc.oneof(near, fc.integer({ min, max }))
    : fc.oneof(near, fc.double({ min, max, noNaN: true }));
}

interface StringDef {
  readonly pattern?: RegExp;
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly pattern?: RegExp } } }[];
}

function text(schema: Schema): fc.Arbitrary<string> {
  const { pattern: own, checks } = schema._zod.def as StringDef;
  const [pattern] = [own, ...(checks ?? []).map((check) => check._zod.def.pattern)].filter(
    (one) => one !== undefined,
  );
  if (pattern === undefined) return anyText;
  const known = MATCHING.get(String(pattern)) ?? matching(pattern);
  MATCHING.set(String(pattern), known);
  return known;
}

/** Any characters, from the lowest to the highest; without half of a pair, which no file can hold. */
const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0x7f }),
      fc.integer({ min: 0x80, max: 0x2fff }),
      fc.integer({ min: 0xe000, max: 0x10ffff }),
    ),
    { minLength: 1, maxLength: 10 },
  )
  .map((codes) => String.fromCodePoint(...codes));

const MATCHING = new Map<string, fc.Arbitrary<string>>();

/** A choice of texts that match, since each one costs much; and now and then one that may not. */
function matching(pattern: RegExp): fc.Arbitrary<string> {
  const some = fc.sample(fc.stringMatching(pattern), { numRuns: 100, seed: inject('seed') });
  return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...some) }, anyText);
}

const offsetMoment = fc
  .tuple(
    fc.date({ min: new Date('1971-01-01'), max: new Date('2399-01-01'), noInvalidDate: true }),
    fc.constantFrom('+01:00', '-05:30', '+14:00', '-00:00'),
    fc.constantFrom('', '.5', '.123456789'),
  )
  .map(([date, offset, fraction]) => `${date.toISOString().slice(0, 19)}${fraction}${offset}`);

/** An object that holds a moment with an offset does not fit until ingest has repaired it. */
function hasOffset(value: unknown): boolean {
  return typeof value === 'object' && /"\d{4}-[^"]*[+-]\d\d:\d\d"/.test(JSON.stringify(value));
}

function fits(schema: Schema, value: unknown): boolean {
  return (schema as z.ZodType).safeParse(value).success;
}

function part(schema: Schema | undefined): Schema {
  if (schema === undefined) throw new Error('a schema without its part');
  return schema;
}
