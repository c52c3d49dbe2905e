import fc from 'fast-check';
import type { z } from 'zod';
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
}

/** What may be left out of an object. */
const OPTIONAL = ['optional', 'default', 'prefault'];

/** Anything that fits a schema, as somebody may write it; moments may have an offset. */
export function arbitraryOf(schema: Schema): fc.Arbitrary<unknown> {
  if (schema === moment) return fc.oneof(anythingOf(schema), offsetMoment);
  return anythingOf(schema).filter((value) => hasOffset(value) || fits(schema, value));
}

function anythingOf(schema: Schema): fc.Arbitrary<unknown> {
  const def = schema._zod.def as unknown as Def;
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'prefault':
      return arbitraryOf(part(def.innerType));
    case 'object': {
      const shape = Object.entries(def.shape ?? {});
      const required = shape.filter(([, one]) => !OPTIONAL.includes(one._zod.def.type));
      return fc.record(Object.fromEntries(shape.map(([key, one]) => [key, arbitraryOf(one)])), {
        requiredKeys: required.map(([key]) => key),
      });
    }
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
      return fc.oneof(fc.nat(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    case 'string':
      return text(schema);
    default:
      throw new Error(`no values for a schema of type ${def.type}`);
  }
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
  const any = fc.string({ unit: 'binary', minLength: 1 });
  return pattern === undefined ? any : fc.oneof(fc.stringMatching(pattern), any);
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
