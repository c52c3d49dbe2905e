import { describe, expect, test } from 'vitest';
import { ALL_KINDS } from '../../src/schema/kinds.ts';
import { hasPages, runAnchor, targetOf, urlOf } from '../../src/publish/urls.ts';

describe('the address of a target', () => {
  test.each([
    [{ page: 'home' }, '/', undefined, '/'],
    [{ page: 'home' }, '/sub/', '2025-11-06', '/sub/v/2025-11-06/'],
    [{ page: 'memory-types' }, '/sub', undefined, '/sub/memory-types/'],
    [{ kind: 'layer', id: 'hip' }, '/', '2025-11-06', '/v/2025-11-06/stack/hip/'],
    [{ kind: 'signature', id: 'oops' }, '/', undefined, '/errors/oops/'],
    [{ kind: 'finding', id: 'a', anchor: 'for' }, '/', undefined, '/findings/a/#for'],
    [{ record: 'r-1' }, '/sub/', undefined, '/sub/runs/r-1/index.json'],
    [{ evidence: 'evidence/ab.log' }, '/sub/', undefined, '/sub/evidence/ab.log'],
    [{ comparison: ['r-1', 'r-2'], anchor: 'x.y' }, '/sub/', 'e', '/sub/compare/r-1/r-2/#x.y'],
    [{ page: 'stack', anchor: 'a b"<é' }, '/', undefined, '/stack/#a%20b%22%3C%C3%A9'],
    [{ compare: { a: 'r-1', b: 'r-2' } }, '/', undefined, '/compare/?a=r-1&b=r-2'],
    [{ compare: {} }, '/', undefined, '/compare/'],
    [{ find: { card: 'A & B' } }, '/', undefined, '/runs/?card=A+%26+B'],
    [{ runsPage: 1 }, '/', undefined, '/runs/page/1/'],
    [{ runsPage: 2 }, '/sub/', undefined, '/sub/runs/page/2/'],
    [{ runShard: 0 }, '/', undefined, '/runs/shards/0.json'],
    [{ lineage: 'r-1' }, '/', undefined, '/runs/r-1/lineage.json'],
    [{ href: 'https://example.org/' }, '/sub/', undefined, 'https://example.org/'],
  ] as const)('%j below %s in edition %s is %s', (target, base, edition, address) => {
    expect(urlOf(target, { base, edition })).toBe(address);
  });

  test('facts and the site’s own pages have one address in all editions', () => {
    const location = { base: '/', edition: '2025-11-06' };
    expect(urlOf({ kind: 'run', id: 'r-1', anchor: 'x' }, location)).toBe('/runs/r-1/#x');
    expect(urlOf({ page: 'runs' }, location)).toBe('/runs/');
    expect(urlOf({ page: 'about' }, location)).toBe('/about/');
  });

  test('two kinds never share a folder', () => {
    const location = { base: '/', edition: undefined };
    const kinds = ALL_KINDS.filter(hasPages);
    const addresses = kinds.map((kind) => urlOf({ kind, id: 'same' }, location));
    expect(new Set(addresses).size).toBe(kinds.length);
  });
});

test('a link in Markdown leads to the page of the thing, or to the page it stands on', () => {
  expect(targetOf({ kind: 'run', id: 'r', anchor: 'x' })).toEqual({
    kind: 'run',
    id: 'r',
    anchor: 'x',
  });
  expect(targetOf({ kind: 'decision', id: 'd' })).toEqual({ page: 'stack', anchor: 'decision-d' });
  expect(targetOf({ kind: 'prose', id: 'about' })).toEqual({ page: 'about' });
});

test('no anchor of a run page can be the id of a result', () => {
  for (const make of Object.values(runAnchor)) expect(make('results')).toMatch(/^_/);
});

test('the anchor of a setting is an id, and another one for another name', () => {
  expect(runAnchor.setting('HSA_XNACK')).toBe('_setting.HSA_XNACK');
  expect(runAnchor.setting('a b')).toBe('_setting.a%20b');
  expect(runAnchor.setting('a%20b')).toBe('_setting.a%2520b');
  expect(runAnchor.setting('a\u200b')).toBe('_setting.a%E2%80%8B');
});
