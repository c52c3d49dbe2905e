import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { BUDGETS, budgetOf, SHARED } from '../../scripts/budgets/limits.ts';
import { objections } from '../../scripts/budgets/objections.ts';
import { scaleFor } from '../../scripts/budgets/page-weight.ts';
import type { Painting } from '../../scripts/budgets/painting.ts';
import { weighPages } from '../../scripts/budgets/weighing.ts';
import { temporaryFolder } from '../content-copy.ts';

const PAGE = `<!doctype html><link rel="stylesheet" href="/sub/a/x.css"><link rel="icon" href="/sub/icon.svg">
<link rel="preload" as="font" href="/sub/a/f.woff2"><script type="module" src="/sub/a/one.js"></script>
<img src="late.png" loading="lazy"><svg><use href="/sub/a/glyphs.svg#pass"></use><use href="#own"></use></svg>
<a href="https://example.org/">away</a><script src="https://example.org/away.js"></script>`;

const FILES: Readonly<Record<string, string>> = {
  'index.html': PAGE,
  'icon.svg': '<svg/>',
  'a/glyphs.svg': '<svg></svg>',
  'a/x.css': '@font-face{src:url(f.woff2)}b{background:url("glyphs.svg")}',
  'a/f.woff2': 'a font '.repeat(50),
  'a/one.js': "import{x}from'./two.js';const later=()=>import('./three.js');later(x)",
  'a/two.js': "import './one.js';export const x=1",
  'a/three.js': 'export {}',
  'a/late.png': '',
};

function siteOf(files: Readonly<Record<string, string>>): string {
  const site = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), text);
  }
  return site;
}

describe('a page weighs', () => {
  test('what a browser asks for at once, each file once, compressed', async () => {
    const site = siteOf(FILES);
    const { bytes, files } = (await scaleFor(site, '/sub/')).weigh('index.html');
    const zipped = (...paths: string[]) =>
      paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(site, path))).length, 0);
    expect(files.toSorted()).toEqual(
      [
        'index.html',
        'a/x.css',
        'icon.svg',
        'a/f.woff2',
        'a/one.js',
        'a/two.js',
        'a/glyphs.svg',
      ].toSorted(),
    );
    expect(bytes).toEqual({
      html: zipped('index.html'),
      css: zipped('a/x.css'),
      script: zipped('a/one.js', 'a/two.js'),
      font: 350,
      image: zipped('icon.svg', 'a/glyphs.svg'),
    });
  });

  test('nothing sensible where a file is missing', async () => {
    const site = siteOf({ 'index.html': '<script src="gone.js"></script>' });
    const scale = await scaleFor(site, '/');
    expect(() => scale.weigh('index.html')).toThrow(/ENOENT.*gone\.js/);
  });
});

describe('above its limit is', () => {
  const heavy = (bytes: number) =>
    Array.from({ length: bytes / 16 }, (_, n) => ((n * 2654435761) >>> 0).toString(36)).join('x');

  test.each([
    ['HTML', { 'index.html': heavy(80_000) }],
    ['CSS', { 'index.html': '<link rel="stylesheet" href="x.css">', 'x.css': heavy(40_000) }],
    ['script', { 'index.html': '<script src="x.js"></script>', 'x.js': `'${heavy(20_000)}'` }],
    [
      'font',
      {
        'index.html': '<link rel="preload" as="font" href="f.woff2">',
        'f.woff2': 'f'.repeat(SHARED.font + 1),
      },
    ],
    ['images', { 'index.html': '<img src="x.svg">', 'x.svg': heavy(20_000) }],
    [
      'requests',
      {
        'index.html': Array.from({ length: 8 }, (_, n) => `<img src="${n}.svg">`).join(''),
        ...Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`${n}.svg`, ''])),
      },
    ],
  ])('%s, told with page, figure and limit', async (name, files: Record<string, string>) => {
    const scale = await scaleFor(siteOf(files), '/');
    const { excesses } = weighPages(['index.html'], scale);
    expect(excesses.map(({ page }) => page)).toEqual(['index.html']);
    expect(excesses[0]?.what).toMatch(
      new RegExp(`^${name} [\\d.]+( KiB)?, above the limit of [\\d.]+( KiB)? for “home”$`),
    );
  });

  test('nothing of a light page, and the heaviest of a kind is known', async () => {
    const files = { 'runs/a/index.html': 'a', 'runs/b/index.html': heavy(2000) };
    const { kinds, excesses } = weighPages(Object.keys(files), await scaleFor(siteOf(files), '/'));
    expect(excesses).toEqual([]);
    expect(kinds).toMatchObject([{ kind: 'run', pages: 2, heaviest: 'runs/b/index.html' }]);
  });
});

test.each([
  ['index.html', 'home'],
  ['v/2026-11/index.html', 'home'],
  ['runs/some-run/index.html', 'run'],
  ['runs/page/2/index.html', 'runs'],
  ['findings/x/index.html', 'finding'],
  ['v/2025-11-06/memory-types/index.html', 'explainer'],
  ['compare/a/b/index.html', 'comparison'],
  ['v/2026-11/changes/index.html', 'changes'],
  ['errors/x/index.html', 'error'],
  ['404.html', 'missing page'],
  ['about/index.html', 'other page'],
])('%s has the budget of a %s', (page, kind) => {
  expect(budgetOf(page)?.kind).toBe(kind);
});

test('every budget says why', () => {
  for (const { why } of BUDGETS) expect(why).not.toBe('');
});

describe('a browser that watched a page objects', () => {
  const home = 'http://127.0.0.1:1/sub/';
  const good: Painting = {
    shift: 0,
    moved: [],
    early: 'main > p',
    late: 'main > p',
    asked: [home, `${home}a/x.css?v=1`],
    held: 1,
  };
  const told = async (painting: Partial<Painting>, page = 'index.html') => {
    const files = {
      'index.html': '<link rel="stylesheet" href="a/x.css">',
      'a/x.css': '',
      '404.html': '',
      'search/today.json': JSON.stringify(Array.from({ length: 60_000 }, (_, n) => n * n)),
    };
    const scale = await scaleFor(siteOf(files), '/sub/');
    return [...objections({ ...good, ...painting }, { page, home, scale })];
  };

  test('to nothing, where nothing moves and nothing waits', async () => {
    expect(await told({})).toEqual([]);
  });

  test.each([
    [{ shift: 0.01, moved: ['a', 'a', 'b'] }, 'moves by 0.0100: a, b'],
    [{ early: undefined }, 'paints nothing before its fonts and scripts have come'],
    [{ late: 'form > p' }, 'shows main > p as its largest element at first, in the end form > p'],
    [{ held: 0 }, 'asks for no font and no script, so keeping them back showed nothing'],
    [{ asked: [home, `${home}data.json`] }, 'asks for more than its files name: data.json'],
    [
      { asked: [home, 'https://example.org/x.js'] },
      'asks for more than its files name: https://example.org/x.js',
    ],
  ])('%o', async (painting, what) => {
    expect(await told(painting)).toEqual([what]);
  });

  test('to too much data, where a page may read some', async () => {
    const asked = [`${home}404.html`, `${home}search/today.json`];
    expect(await told({ asked }, '404.html')).toEqual([
      expect.stringMatching(/^data [\d.]+ KiB, above the limit of 64\.0 KiB$/),
    ]);
  });
});
