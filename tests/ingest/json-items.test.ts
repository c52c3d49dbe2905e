import { expect, test } from 'vitest';
import { readFile } from '../../src/ingest/index.ts';
import type { Piece } from '../../src/ingest/utf8.ts';
import { Deviations } from '../../src/ingest/deviations.ts';
import { JsonItems } from '../../src/ingest/json-items.ts';
import { LimitPassed, LIMITS } from '../../src/ingest/limits.ts';
import type { Place } from '../../src/ingest/reported.ts';
import { inPieces } from './byte-stream.ts';

const HEAD = '{"results": {"tool": {"name": "é"}, "tests": [{"name": "a", "status": "passed"}';

test.each([
  ['a word that is none', `${HEAD}, passed]}}`, 'unexpected "p"', 'passed'],
  ['a sign that is none', `${HEAD}, {"name": ?}]}}`, 'unexpected "?"', '?'],
  ['a comma too many', `${HEAD},,]}}`, 'unexpected ","', ',]'],
])('%s is told of alike, where it stands, however the file is cut', async (_, text, cause, at) => {
  const bytes = new TextEncoder().encode(text);
  const offset = new TextEncoder().encode(text.slice(0, text.lastIndexOf(at))).length;
  for (const size of [bytes.length, 1, 2, 3, 7, 20, 40]) {
    const reading = await readFile(inPieces(bytes, [size]), 'report.json');
    const told = reading.kind === 'reported' ? reading.reported.deviations : [];
    expect(told).toContainEqual({ code: 'broken-off', at: `byte ${offset}`, note: cause });
  }
});

test('a byte order mark behind white space is told of, however the text is cut', () => {
  const broken = (pieces: readonly Piece[]) => {
    const items = new JsonItems({}, new Deviations());
    for (const piece of pieces) items.write(piece);
    items.end();
    return items.broken;
  };
  const told = { cause: 'unexpected byte order mark', offset: 2 };
  expect(broken([{ text: ' \n\ufeff{}', offset: 0, bytes: 7 }])).toEqual(told);
  const space = { text: ' \n', offset: 0, bytes: 2 };
  expect(broken([space, { text: '\ufeff{}', offset: 2, bytes: 5 }])).toEqual(told);
  const quote = { text: ' "', offset: 0, bytes: 2 };
  expect(broken([quote, { text: '\ufeff"', offset: 2, bytes: 4 }])).toBeUndefined();
});

/** What is told of a text: each item with its place, and why the rest was not read. */
function told(text: string, ...patterns: readonly string[]) {
  const items: [pointer: string, line: number | undefined, offset: number, value: unknown][] = [];
  const keys: string[] = [];
  const listeners = Object.fromEntries(
    patterns.map((pattern) => [
      pattern,
      (value: unknown, { pointer, line, offset }: Place) => {
        items.push([pointer, line, offset, value]);
      },
    ]),
  );
  const deviations = new Deviations();
  const reader = new JsonItems(listeners, deviations, (key) => keys.push(key));
  reader.write({ text, offset: 0, bytes: new TextEncoder().encode(text).length });
  reader.end();
  return { items, keys, broken: reader.broken?.cause, codes: deviations.list() };
}

test('only what somebody asked for is built, each with its place', () => {
  const text = '{"a": 1,\n "list": [{"b": [1, {"c": null}]},\n  true, []], "z": {"list": [4]}}';
  expect(told(text, '/list/*').items).toEqual([
    ['/list/0', 2, 19, { b: [1, { c: null }] }],
    ['/list/1', 3, 46, true],
    ['/list/2', 3, 52, []],
  ]);
  expect(told(text, '/a', '/z').items).toEqual([
    ['/a', 1, 6, 1],
    ['/z', 3, 62, { list: [4] }],
  ]);
  expect(told(text, '').items).toEqual([['', 1, 0, JSON.parse(text)]]);
  expect(told('[]', '/*')).toMatchObject({ items: [], broken: undefined });
});

test('an item inside an item is part of it', () => {
  expect(told('{"a": {"b": 1}}', '/a', '/a/b').items).toEqual([['/a', 1, 6, { b: 1 }]]);
});

test('a key is never taken for two, nor for a place in a list', () => {
  expect(told('{"a/b": 1, "a": {"*": 2}}', '/a/b', '/a/*').items).toEqual([]);
  expect(told('{"a/b": [1], "~": 2}', '/a~1b/*', '/~0').items).toEqual([
    ['/a~1b/0', 1, 9, 1],
    ['/~0', 1, 18, 2],
  ]);
});

test('keys are told four levels deep', () => {
  const { keys } = told('{"a": {"b": [{"c": {"d": {"e": 1}}}]}, "*": 1}');
  expect(keys).toEqual(['/a', '/a/b', '/a/b/*/c', '/~*']);
});

test('of a key that stands twice the first counts, and some are no keys', () => {
  const { items, codes } = told('[{"a": 1, "a": 2, "__proto__": {"b": 3}, "": 4}]', '/*');
  expect(items).toEqual([['/0', 1, 1, { a: 1, '': 4 }]]);
  expect(codes).toEqual([
    { code: 'duplicate-key', at: '/0', note: '"a" stands there twice' },
    { code: 'key-dropped', at: '/0', note: 'a key "__proto__"' },
  ]);
});

test.each([
  ['{"a" 1}', 'a comma or the end was due'],
  ['{"a":: 1}', 'unexpected ":"'],
  ['{,}', 'unexpected ","'],
  ['[1 2]', 'a comma or the end was due'],
  ['[1,]', 'unexpected "]"'],
  ['{"a": 1,}', 'unexpected "}"'],
  ['{"a": 1]', 'unexpected "]"'],
  ['[1}', 'unexpected "}"'],
  ['{1: 2}', 'a key that is no text'],
  ['{"a": 1} {}', 'something follows after the end'],
  ['[1', 'it ends before it is complete'],
  ['', 'it ends before it is complete'],
])('%s is refused', (text, cause) => {
  expect(told(text, '').broken).toBe(cause);
});

test('a value that is whole is told before the text breaks off', () => {
  expect(told('{"list": [1, {"b": 2}, {"b": ', '/list/*')).toMatchObject({
    items: [
      ['/list/0', 1, 10, 1],
      ['/list/1', 1, 13, { b: 2 }],
    ],
    broken: 'it ends before it is complete',
  });
});

test('depth and number of values have their limits', () => {
  const deep = '['.repeat(LIMITS.depth + 1);
  expect(() => told(deep)).toThrow(LimitPassed);
  expect(told('['.repeat(LIMITS.depth) + ']'.repeat(LIMITS.depth), '').broken).toBeUndefined();
  const many = (count: number) => `[[${Array.from({ length: count }, () => '0').join()}]]`;
  expect(() => told(many(LIMITS.itemValues), '/*')).toThrow(LimitPassed);
  expect(told(many(LIMITS.itemValues - 1), '/*').items).toHaveLength(1);
  expect(told(many(LIMITS.itemValues)).broken).toBeUndefined();
});

test('pointers stay short, and name what JSON Pointer would', () => {
  const long = 'k'.repeat(150);
  const { items } = told(`{"a~/b": {"${long}": 1}}`, `/a~0~1b/${long}`);
  expect(items).toEqual([[`/a~0~1b/${'k'.repeat(100)}`, 1, 164, 1]]);
  const nested = (depth: number) => `{"${long}":`.repeat(depth) + '1' + '}'.repeat(depth);
  const [item] = told(nested(5), `/${long}`.repeat(4)).items;
  expect(item?.[0]).toBe('/…');
});
