import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Archive } from '../src/model/archive.ts';
import { brokenPromises } from '../src/promises.ts';
import type { Edition } from '../src/schema/edition.ts';
import { temporaryFolder } from './content-copy.ts';
import { libraryOf } from './library-of.ts';

/** A site with the same page for today and for an edition that promised one anchor, and what is broken. */
function broken(html: string, then = html): string[] {
  const site = temporaryFolder();
  for (const [path, text] of [
    ['about', html],
    ['v/old/about', then],
  ] as const) {
    mkdirSync(join(site, path), { recursive: true });
    writeFileSync(join(site, path, 'index.html'), text);
  }
  const pages = [{ path: 'about/', anchors: ['there'] }];
  const manifest = { id: 'old', pages, runs: [] } as unknown as Edition;
  const archive = { library: libraryOf({}), editions: [{ manifest, library: libraryOf({}) }] };
  return brokenPromises(archive as unknown as Archive, site).map(({ code }) => code);
}

const page = (body: string) => `<!doctype html><title>x</title><main>${body}</main>`;

test.each([
  ['<p id="there">', []],
  ['<p\n id="there" class="a">', []],
  ['<p class="a>b" id="there">', []],
  ["<p id='there'>", []],
  ['<p id=there>', []],
  ['<p ID="there">', []],
  ['<p id="the&#114;e">', []],
  ['<svg><g id="there"/></svg>', []],
  // Words that only look like one.
  ['<p> id="there"</p>', ['promised-anchor-gone', 'promised-anchor-gone']],
  ['<p>a &lt;b id="there"</p>', ['promised-anchor-gone', 'promised-anchor-gone']],
  ['<p data-id="there">', ['promised-anchor-gone', 'promised-anchor-gone']],
  ['<p title=\' id="there"\'>', ['promised-anchor-gone', 'promised-anchor-gone']],
  ['<p id="There">', ['promised-anchor-gone', 'promised-anchor-gone']],
  ['', ['promised-anchor-gone', 'promised-anchor-gone']],
])('%s', (body, codes) => {
  expect(broken(page(body))).toEqual(codes);
});

test('a page of today that says where its thing went keeps the address; the edition keeps its anchors', () => {
  const gone = page('<h1 data-gone="moved">Moved</h1>');
  expect(broken(gone, page('<p id="there">'))).toEqual([]);
  expect(broken(page('<p id="there">'), gone)).toEqual(['promised-anchor-gone']);
});
