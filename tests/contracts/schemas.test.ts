import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { schemaFiles } from '../../src/publish/schema-files.ts';
import { breaks, type Direction } from './schema-change.ts';

const RELEASED = join(import.meta.dirname, '../../docs/schemas');

const now = new Map(
  schemaFiles({ base: '/' }).map(({ path, content }) => [
    path.replace('schema/', ''),
    JSON.parse(String(content)) as Record<string, unknown>,
  ]),
);

/** Records are written and read by others, the JSON of pages is only read. */
const directionsOf = (name: string): Direction[] =>
  name.startsWith('run-1') ? ['taken', 'given'] : ['given'];

const releases = readdirSync(RELEASED).filter((name) => /^\d+\.\d+\.\d+$/.test(name));

test('the schemas of the version that is told are kept', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(releases).toContain(version);
});

describe.each(releases)('since release %s', (release) => {
  const files = readdirSync(join(RELEASED, release));

  test('no schema of a major version is gone', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((name) => !now.has(name))).toEqual([]);
  });

  test.each(files)('%s has only been added to', (name) => {
    const before: unknown = JSON.parse(readFileSync(join(RELEASED, release, name), 'utf8'));
    const found = directionsOf(name).flatMap((direction) =>
      breaks(before, now.get(name), direction).map((fault) => `${direction}: ${fault}`),
    );
    expect(found).toEqual([]);
  });
});

describe('a change of a schema', () => {
  const text = { type: 'string' };
  const object = (properties: object, required: string[] = [], rest: object = {}) => ({
    type: 'object',
    properties,
    required,
    ...rest,
  });
  const strict = { additionalProperties: false };
  const old = object(
    {
      a: text,
      b: { type: 'string', enum: ['x', 'y'] },
      c: { type: 'array', items: { type: 'integer' } },
    },
    ['a'],
    strict,
  );
  const changed = (properties: object, required = ['a']) =>
    object({ ...old.properties, ...properties }, required, strict);

  test.each<[string, object, string[], string[]]>([
    ['nothing', old, [], []],
    ['another description', { ...old, description: 'x' }, [], []],
    ['a field more', changed({ d: text }), [], []],
    ['a field more that must be there', changed({ d: text }, ['a', 'd']), ['/d: is required'], []],
    ['a field need not be there any more', changed({}, []), [], ['/a: is required']],
    ['a field must be there now', changed({}, ['a', 'b']), ['/b: is required'], []],
    [
      'fields less',
      object({ a: text }, ['a'], strict),
      ['/b: is not known any more', '/c: is not known any more'],
      ['/b: is gone', '/c: is gone'],
    ],
    [
      'a value more',
      changed({ b: { type: 'string', enum: ['x', 'y', 'z'] } }),
      [],
      ['/b: "z" fits no more'],
    ],
    ['a value less', changed({ b: { type: 'string', enum: ['x'] } }), ['/b: "y" fits no more'], []],
    ['any value', changed({ b: text }), [], ['/b: only some values fit now']],
    [
      'another type',
      changed({ a: { type: 'number' } }),
      ['/a: no string fits any more'],
      ['/a: no number fits any more'],
    ],
    [
      'a wider type inside a list',
      changed({ c: { type: 'array', items: { type: 'number' } } }),
      [],
      ['/c/*: no number fits any more'],
    ],
    [
      'one of several types',
      changed({ a: { anyOf: [text, { type: 'null' }] } }),
      [],
      ['/a|1: no null fits any more'],
    ],
    ['a limit', changed({ a: { ...text, maxLength: 9 } }), ['/a: maxLength is stricter'], []],
    ['a form', changed({ a: { ...text, pattern: '^x' } }), ['/a: pattern is stricter'], []],
    ['further fields', { ...old, additionalProperties: true }, [], []],
  ])('%s', (_, after, taken, given) => {
    expect(breaks(old, after, 'taken')).toEqual(taken);
    expect(breaks(old, after, 'given')).toEqual(given);
  });

  test('by a keyword that nothing here knows is not passed over', () => {
    const odd = changed({ a: { ...text, contentEncoding: 'base64' } });
    expect(() => breaks(old, odd, 'taken')).toThrow('contentEncoding');
  });
});
