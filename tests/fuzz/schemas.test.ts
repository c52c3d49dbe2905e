import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as yaml from 'yaml';
import type { z } from 'zod';
import { canonicalJson } from '../../src/model/canonical-json.ts';
import { parseJson, parseYaml } from '../../src/model/document.ts';
import { validate } from '../../src/model/validation.ts';
import { context } from '../../src/schema/context.ts';
import { edition } from '../../src/schema/edition.ts';
import { jsonSchema, twinJsonSchema } from '../../src/schema/json-schema.ts';
import { ALL_KINDS, KINDS } from '../../src/schema/kinds.ts';
import { pageTwin, TWIN_NAMES } from '../../src/schema/page-twin.ts';
import { runs } from './budget.ts';
import { hostileText, UNSEEN } from './hostile-text.ts';
import { changed, pathsIn, type Path } from './mutation.ts';
import { arbitraryOf } from './schema-arbitrary.ts';

/** Texts over several lines do not all come back from this library as they were: on one line they do. */
const PLAIN_YAML = {
  lineWidth: 0,
  blockQuote: false,
  defaultStringType: 'QUOTE_DOUBLE',
  defaultKeyType: 'PLAIN',
  doubleQuotedMinMultiLineLength: Infinity,
} as const;

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Every shape that is read or published, with the JSON Schema that others check it by, if there is one. */
const SCHEMAS: readonly (readonly [string, z.ZodType, object | undefined])[] = [
  ...ALL_KINDS.map(
    (kind) => [kind, KINDS[kind].schema, kind === 'prose' ? undefined : jsonSchema(kind)] as const,
  ),
  ['context', context, jsonSchema('context')],
  ['edition', edition, undefined],
  ...TWIN_NAMES.map((name) => [name, pageTwin(name), twinJsonSchema(name)] as const),
];

describe.each(SCHEMAS)('%s', (name, schema, published) => {
  const isOfPage = TWIN_NAMES.some((one) => one === name);
  const values = arbitraryOf(schema).filter((value) => schema.safeParse(value).success);

  const check = published === undefined ? undefined : compiled(published);

  test('reads what fits it alike from JSON, YAML and its own text, and its JSON Schema takes it', () => {
    fc.assert(
      fc.property(values, (value) => {
        const parsed = schema.parse(value);
        const text = canonicalJson(parsed);
        expect(canonicalJson(schema.parse(JSON.parse(text)))).toBe(text);
        const documents = [
          parseJson(JSON.stringify(value, null, 1), 'f.json'),
          parseYaml(yaml.stringify(plain(value), PLAIN_YAML), 'f.yaml'),
        ];
        for (const document of documents) {
          const read = validate(schema, document, 'f');
          expect(read.problems).toEqual([]);
          expect(plain(read.value)).toEqual(plain(parsed));
        }
        if (check === undefined) return;
        const written = plain(isOfPage ? parsed : value);
        expect(check(written) ? [] : [written, check.errors]).toEqual([]);
      }),
      runs(isOfPage ? 10 : 25, 20),
    );
  });

  test('tells of what does not fit where it stands, and never throws', () => {
    const mutated = fc.tuple(
      values,
      fc.nat(),
      fc.array(changed(hostileText), { minLength: 1, maxLength: 3 }),
    );
    fc.assert(
      fc.property(mutated, ([value, seed, changes]) => {
        const data = changes.reduce((now, change) => change(now, seed), plain(value));
        const text = JSON.stringify(data, null, 1);
        const lines = text.split('\n').length;
        const document = parseJson(text, 'f.json');
        const { value: read, problems } = validate(schema, document, 'f.json');
        expect(read === undefined).toBe(problems.length > 0);
        const known = new Set(pathsIn(data).map(pointer));
        for (const problem of problems) {
          expect(problem.says + problem.remedy).not.toMatch(UNSEEN);
          if (problem.code === 'unknown-key' && problem.says.includes('__proto__')) continue;
          expect(problem.line).toBeGreaterThanOrEqual(1);
          expect(problem.line).toBeLessThanOrEqual(lines);
          // A key that is missing has no place of its own: the thing that lacks it has.
          const at = problem.pointer ?? '';
          const of = problem.code === 'missing-key' ? at.replace(/\/[^/]*$/, '') : at;
          expect([...known]).toContain(of);
        }
      }),
      runs(isOfPage ? 15 : 40, 20),
    );
  });
});

test('any value whatever fits a schema or is told of', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SCHEMAS),
      fc.json({ stringUnit: 'binary' }),
      ([, schema], text) => {
        const { value, problems } = validate(schema, parseJson(text, 'f.json'), 'f.json');
        expect(value === undefined).toBe(problems.length > 0);
      },
    ),
    runs(300),
  );
});

function compiled(schema: object) {
  const ajv = new Ajv2020({ allowUnionTypes: true });
  addFormats(ajv);
  return ajv.compile(schema);
}

function pointer(path: Path): string {
  return path
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}
