import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DrawingCache, drawingKey } from '../../src/render/drawing-cache.ts';
import { temporaryFolder } from '../content-copy.ts';

const key = drawingKey('pie');
const fileOf = (folder: string) => join(folder, `${key}.svg`);

test('a drawing is kept under the digest of its text', () => {
  const folder = join(temporaryFolder(), 'a/b');
  const cache = new DrawingCache(folder);
  expect(cache.read(key)).toBeUndefined();
  cache.write(key, '<svg />');
  expect(cache.read(key)).toBe('<svg />');
  expect(cache.read(drawingKey('pie '))).toBeUndefined();
  expect(readdirSync(folder)).toEqual([`${key}.svg`]);
});

test.each<[string, (kept: string) => string]>([
  ['changed', (kept) => kept.replace('<svg', '<svg onload="x()"')],
  ['cut short', (kept) => kept.slice(0, -10)],
  ['empty', () => ''],
  ['added to', (kept) => `${kept}<script/>`],
])('one that was %s is not there', (_, damage) => {
  const folder = temporaryFolder();
  const cache = new DrawingCache(folder);
  cache.write(key, '<svg></svg>');
  writeFileSync(fileOf(folder), damage(readFileSync(fileOf(folder), 'utf8')));
  expect(cache.read(key)).toBeUndefined();
});

test('nor is one that was moved to the place of another', () => {
  const folder = temporaryFolder();
  const cache = new DrawingCache(folder);
  cache.write(drawingKey('other'), '<svg></svg>');
  renameSync(join(folder, `${drawingKey('other')}.svg`), fileOf(folder));
  expect(cache.read(key)).toBeUndefined();
});
