import { describe, expect, test } from 'vitest';
import { fileOffences } from '../../src/render/file-offences.ts';
import { pageOffences } from '../../src/render/page-offences.ts';

const POLICY = "default-src 'none'; script-src 'self'";
const META = `<meta http-equiv="content-security-policy" content="${POLICY}">`;
const page = (body: string, head = '') =>
  `<!doctype html>\n<html lang="en"><head><meta charset="utf-8">${META}<title>T</title>${head}</head>\n<body>${body}</body></html>`;
const whatOf = (html: string) => pageOffences(html, POLICY).map(({ what }) => what);

describe('a page', () => {
  test('may hold what the site is made of', () => {
    const body = [
      '<script src="/_astro/a.js" type="module"></script>',
      '<script type="application/json">{"a":"onclick=1 javascript:"}</script>',
      '<a href="/x/?a=b#c">in</a><a href="https://example.org/?u=javascript:1">out</a>',
      '<a href="mailto:a@example.org">mail</a><a href="#x">here</a>',
      '<svg viewBox="0 0 1 1"><use href="/_astro/glyphs.svg#pass"></use><a href="/x/"><path d="M0 0"/></a></svg>',
      '<p>&lt;script&gt;alert(1)&lt;/script&gt; style="x" onclick="y"</p>',
    ];
    const head =
      '<link rel="stylesheet" href="/_astro/a.css"><link rel="canonical" href="https://example.org/">' +
      '<meta http-equiv="refresh" content="0; url=/moved/">';
    expect(whatOf(page(body.join('\n'), head))).toEqual([]);
  });

  test.each([
    ['<script>1</script>', 'an inline <script>'],
    ['<SCRIPT\n>1</SCRIPT >', 'an inline <script>'],
    ['<script type="importmap">{}</script>', 'an inline <script>'],
    ['<script src="/a.js">1</script>', 'a <script> with an address and with text'],
    ['<script src="/a.js" type="text/babel"></script>', 'a <script> of the type "text/babel"'],
    ['<script src="//evil.example/a.js"></script>', 'loaded from elsewhere'],
    ['<script src="https://evil.example/a.js"></script>', 'loaded from elsewhere'],
    ['<script src="/\\evil.example/a.js"></script>', 'loaded from elsewhere'],
    ['<script src="data:text/javascript,1"></script>', 'loaded from elsewhere'],
    ['<svg><script>1</script></svg>', 'an inline <script>'],
    ['<svg><script href="/a.js"/></svg>', 'an inline <script>'],
    ['<style>p{}</style>', 'an inline <style>'],
    ['<svg><style>p{}</style></svg>', 'an inline <style>'],
    ['<p style="color:red">', '<p> has a style of its own'],
    ['<p onclick=alert(1)>', '<p> has a handler: onclick'],
    ['<p/ONMOUSEOVER=alert(1)>', '<p> has a handler: onmouseover'],
    ['<svg onload=alert(1)>', '<svg> has a handler: onload'],
    ['<img src=x onerror=alert(1)>', '<img> has a handler: onerror'],
    ['<img src="https://evil.example/a.png">', 'loaded from elsewhere'],
    ['<img srcset="/a.png 1x, https://evil.example/b.png 2x">', 'loaded from elsewhere'],
    ['<img src="data:image/png;base64,AA">', 'loaded from elsewhere'],
    ['<a href="javascript:alert(1)">', 'leads to javascript:'],
    ['<a href=" \tjava\nscript:alert(1)">', 'leads to javascript:'],
    ['<a href="&#106;avascript&colon;alert(1)">', 'leads to javascript:'],
    ['<a href="data:text/html,x">', 'leads to data:'],
    ['<a href="vbscript:x">', 'leads to vbscript:'],
    ['<a href="http://example.org/">', 'leads to http:'],
    ['<a href="https://kernel.org@evil.example/">', 'hides its host behind a name'],
    ['<a href="https://[/">', 'no address'],
    ['<a href="/x/" ping="https://evil.example/">', 'loaded from elsewhere'],
    ['<svg><a xlink:href="javascript:alert(1)">', 'leads to javascript:'],
    ['<svg><use href="https://evil.example/a.svg#b">', 'loaded from elsewhere'],
    ['<svg><animate attributeName="href" values="javascript:1">', '<animate> is not allowed'],
    ['<svg><foreignObject></foreignObject>', '<foreignObject> is not allowed'],
    ['<iframe src="/x/"></iframe>', '<iframe> is not allowed'],
    ['<object data="/x/"></object>', '<object> is not allowed'],
    ['<embed src="/x/">', '<embed> is not allowed'],
    ['<base href="/x/">', '<base> is not allowed'],
    ['<button formaction="javascript:alert(1)">', 'leads to javascript:'],
    ['<form action="https://evil.example/"><button formaction="data:x">', 'leads to data:'],
    ['<template><img src=x onerror=1></template>', '<img> has a handler: onerror'],
    [
      '<p title="</p><img src=x onerror=1>"><noscript><p title="</noscript><img onerror=1>">',
      'onerror',
    ],
    ['<math><mtext><table><mglyph><style><img title="</style><img src onerror=1>">', 'onerror'],
    ['<meta http-equiv="refresh" content="0; url=https://evil.example/">', 'loaded from elsewhere'],
    ['<meta http-equiv="refresh" content="0; url=javascript:alert(1)">', 'loaded from elsewhere'],
    [
      '<meta http-equiv="set-cookie" content="a=b">',
      '<meta http-equiv="set-cookie"> is not allowed',
    ],
    ['<link rel="stylesheet" href="https://evil.example/a.css">', 'loaded from elsewhere'],
    [
      '<link rel="alternate stylesheet" href="https://evil.example/a.css">',
      'loaded from elsewhere',
    ],
    ['<link rel="dns-prefetch" href="//evil.example/">', 'loaded from elsewhere'],
  ])('may not hold %s', (body, what) => {
    const found = whatOf(page(body));
    expect(found.join('\n')).toContain(what);
    expect(pageOffences(page(`\n\n${body}`), POLICY)[0]?.line).toBeGreaterThan(3);
  });

  test.each([
    ['no policy', page('').replace(META, ''), 'the page has no Content-Security-Policy'],
    ['a weaker policy', page('').replace("'none'", '*'), 'another policy than the site’s'],
    ['two policies', page('', META), 'a second Content-Security-Policy'],
    [
      'something before it',
      page('').replace(META, `<link rel="preload" href="/a.js">${META}`),
      '<link> stands before the policy',
    ],
    ['it in the body', page(META).replace(META, ''), 'the policy stands outside the head'],
  ])('may not have %s', (_, html, what) => {
    expect(whatOf(html).join('\n')).toContain(what);
  });
});

describe('a file that is no page', () => {
  const offences = (path: string, text: string) =>
    fileOffences(path, text, { policy: POLICY, kept: (name) => name.endsWith('.log') }).map(
      ({ line, what }) => `${line} ${what}`,
    );
  const svg = (inner: string) => `<svg xmlns="http://www.w3.org/2000/svg">\n${inner}</svg>`;

  test.each([
    ['a.svg', svg('<script>1</script>'), '2 a <script>'],
    ['a.svg', svg('<g onload="x"/>'), '2 <g> has a handler: onload'],
    ['a.svg', svg('<style>g{}</style>'), '2 an inline <style>'],
    ['a.svg', svg('<image href="https://evil.example/a.png"/>'), '2 <image> is not allowed'],
    ['a.svg', svg('<foreignObject/>'), '2 <foreignObject> is not allowed'],
    ['a.svg', svg('<x:script xmlns:x="http://www.w3.org/2000/svg">1</x:script>'), '2 a <script>'],
    ['a.svg', svg('<b xmlns="http://www.w3.org/1999/xhtml"/>'), '2 <b> of XHTML'],
    [
      'a.svg',
      '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>',
      '1 a document type',
    ],
    ['a.xml', '<?xml-stylesheet href="a.xsl"?><a/>', '1 an instruction: <?xml-stylesheet'],
    ['a.xml', '<a><b></a>', 'not well-formed'],
    [
      'a.xml',
      '<feed xmlns="http://www.w3.org/2005/Atom"><link href="javascript:1"/></feed>',
      'javascript:',
    ],
    [
      'a.css',
      'p { }\nq { background: url(https://evil.example/a) }',
      '2 url(https://evil.example/a)',
    ],
    ['a.css', '@import "a.css";', '1 a style that is loaded'],
    ['a.json', '{', '1 not JSON'],
    ['a.js.map', '{}', '1 a kind of file that the site does not have'],
    ['constructor', '', '1 a kind of file that the site does not have'],
    ['evidence/a.svg', '', '1 evidence that a browser would run'],
    ['_headers', `/*\n  Content-Security-Policy: ${POLICY}\n`, '1 another Content-Security-Policy'],
  ])('%s: %s', (path, text, what) => {
    expect(offences(path, text).join('\n')).toContain(what);
  });

  test.each([
    ['a.svg', svg('<g class="a"><path d="M0 0"/><use href="#b"/></g>')],
    [
      'feed.xml',
      '<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://example.org/"/></feed>',
    ],
    ['a.css', 'p { background: url("/_astro/a.svg") }'],
    ['a.json', '{}'],
    ['evidence/a.log', '<script>1</script>'],
    ['_headers', `/*\n  Content-Security-Policy: ${POLICY}; frame-ancestors 'none'\n`],
  ])('%s may be %s', (path, text) => {
    expect(offences(path, text)).toEqual([]);
  });
});
