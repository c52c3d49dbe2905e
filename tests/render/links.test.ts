import { describe, expect, test } from 'vitest';
import { checkLinks, type BuiltSite } from '../../src/render/links.ts';

const check = (pages: Record<string, string>, rest: Partial<Omit<BuiltSite, 'pages'>> = {}) =>
  checkLinks({ pages: Object.entries(pages), files: new Set(), base: '/', ...rest });

/** The problems of one page that stands at /runs/a/, as `what: target`. */
const problemsOf = (html: string, rest: Partial<Omit<BuiltSite, 'pages'>> = {}) =>
  check(
    {
      'index.html': '<h1 id="title">Home</h1>',
      'runs/a/index.html': html,
      'runs/b/index.html': '<p id="über"></p><p id="x">',
    },
    { files: new Set(['style.css', 'a b.png']), ...rest },
  ).problems.map(({ what, target }) => `${what}: ${target}`);

describe('links that lead somewhere', () => {
  test.each([
    '<a href="/">',
    '<a href="../b/">',
    '<a href="/runs/b/?a=1&amp;b=2#x">',
    '<a href="/runs/b/index.html">',
    '<a href="/runs/b/#%C3%BCber"> <a href="/runs/b/#über">',
    '<a href="/#title">',
    '<a href="#top"> <a href="#here" id="here">',
    '<a href="#:~:text=word">',
    '<link href="/style.css"><img src="/a%20b.png">',
    '<img srcset="/a%20b.png 1x, /style.css 2x">',
    '<a href="https://example.org/none"> <a href="mailto:a@example.org">',
    '<!-- <a href="/none/"> --><script>const text = \'<a href="/none/">\';</script>',
    '<a id="no-link">',
  ])('%s', (html) => {
    expect(problemsOf(html)).toEqual([]);
  });
});

describe('links that do not', () => {
  test.each([
    ['<a href="/none/">', 'no such file: /none/'],
    ['<a href="/runs/a">', 'lacks its closing slash: /runs/a'],
    ['<a href="c/">', 'no such file: c/'],
    ['<link href="/none.css">', 'no such file: /none.css'],
    ['<script src="/none.js"></script>', 'no such file: /none.js'],
    ['<img src="/none.png">', 'no such file: /none.png'],
    ['<img srcset="/style.css 1x, /none.png 2x">', 'no such file: /none.png'],
    ['<picture><source srcset="/none.png">', 'no such file: /none.png'],
    ['<svg><use xlink:href="#none"/></svg>', 'no such id on that page: #none'],
    ['<meta http-equiv="refresh" content="0; url=/none/">', 'no such file: /none/'],
    ['<a href="/runs/b/#none">', 'no such id on that page: /runs/b/#none'],
    ['<a href="#none">', 'no such id on that page: #none'],
    ['<a href="#">', 'empty fragment: #'],
    ['<a href="">', 'empty link: '],
    ['<a href="https://[">', 'not a URL: https://['],
    ['<a href="/%E0%A4%A/">', 'not a URL: /%E0%A4%A/'],
    ['<b id="x"></b><i id="x"></i>', 'id used more than once: #x'],
    ...[
      'javascript:void(0)',
      'java\nscript:x',
      'http://example.org/',
      '//example.org/',
      '\\\\example.org/',
      'data:,x',
    ].map((href) => [`<a href="${href}">`, `neither internal nor https nor mailto: ${href}`]),
  ])('%s', (html, problem) => {
    expect(problemsOf(html)).toEqual([problem]);
  });
});

describe('a site under a sub-path', () => {
  const base = '/faultline/';

  test('its links carry the base, its files do not', () => {
    expect(problemsOf('<a href="/faultline/runs/b/#x"> <a href="../../">', { base })).toEqual([]);
  });

  test('a link without the base leads out of the site', () => {
    expect(problemsOf('<a href="/runs/b/"> <a href="../../../">', { base })).toEqual([
      'outside the base /faultline/: /runs/b/',
      'outside the base /faultline/: ../../../',
    ]);
  });
});

test('full links to the site itself are checked where its origin is known', () => {
  const html =
    '<link rel="canonical" href="https://example.org/f/none/"> <a href="https://example.org/g/">';
  expect(problemsOf(html, { base: '/f/' })).toEqual([]);
  expect(problemsOf(html, { base: '/f/', origin: 'https://example.org' })).toEqual([
    'no such file: https://example.org/f/none/',
  ]);
});

test('all is counted, and each problem names its page', () => {
  expect(check({ '404.html': '<a href="/none/"><a href="/">', 'index.html': '' })).toEqual({
    pages: 2,
    links: 2,
    external: new Map(),
    problems: [{ page: '404.html', what: 'no such file', target: '/none/' }],
  });
});
