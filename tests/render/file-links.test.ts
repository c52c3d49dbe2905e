import { describe, expect, test } from 'vitest';
import { externalLinks, pinsIn } from '../../src/render/external-links.ts';
import { linksInFile } from '../../src/render/file-links.ts';
import { checkLinks } from '../../src/render/links.ts';

describe('links in files that are no pages', () => {
  test.each([
    ['a/index.json', '{"url":"/a/","facts":{"item":{"url":"https://x.example/"},"text":"/no/"}}'],
    ['a/index.md', '[a](/a/) `[no](/no/)` <https://x.example/>\n\n```\n[no](/no/)\n```'],
    ['llms.txt', '- [a](/a/): likely\n- [x](https://x.example/)'],
    ['feed.xml', '<feed><id>/a/</id><title>/no/</title><link href="https://x.example/"/></feed>'],
    [
      'sitemap-0.xml',
      '<u><url><loc>/a/</loc><lastmod>2026</lastmod></url><url><loc>https://x.example/</loc></url></u>',
    ],
  ])('%s', (path, text) => {
    expect(linksInFile(path, text)).toEqual(['/a/', 'https://x.example/']);
  });

  test('a robots.txt names its sitemap; schemas and drawings name nothing', () => {
    expect(linksInFile('robots.txt', 'Allow: /\n\nSitemap: /sitemap-index.xml\n')).toEqual([
      '/sitemap-index.xml',
    ]);
    expect(linksInFile('schema/run-1.json', '{"url":"/no/"}')).toEqual([]);
    expect(linksInFile('badge.svg', '<svg/>')).toEqual([]);
  });
});

test('the links of other files are checked like those of pages', () => {
  const { problems, links, external } = checkLinks({
    pages: [['a/index.html', '<p id="x"><a href="https://x.example/">']],
    files: new Set(['a/index.json']),
    companions: [
      ['a/index.json', ['https://example.org/sub/a/#x', '/sub/a/#y', 'https://x.example/']],
      ['a/index.md', ['/sub/gone/', '/sub/a/index.json', 'javascript:alert(1)']],
    ],
    base: '/sub/',
    origin: 'https://example.org',
  });
  expect(links).toBe(7);
  expect(problems.map(({ page, what, target }) => `${page} ${what} ${target}`)).toEqual([
    'a/index.json no such id on that page /sub/a/#y',
    'a/index.md no such file /sub/gone/',
    'a/index.md neither internal nor https nor mailto javascript:alert(1)',
  ]);
  expect([...external]).toEqual([['https://x.example/', ['a/index.html', 'a/index.json']]]);
});

test('a link out of the site is listed with what pins what it leads to', () => {
  const source = {
    facts: {
      kind: 'source',
      item: { url: 'https://x.example/a', date: '2025-11-06', code: { commit: 'abc' } },
    },
  };
  const record = {
    provenance: { sources: [{ url: 'https://x.example/b', sha256: 'ff' }, { format: 'text' }] },
  };
  const pins = new Map([...pinsIn(source), ...pinsIn(record), ...pinsIn({ facts: {} })]);
  const found = new Map([
    ['https://x.example/c', ['1']],
    ['https://x.example/b', ['2']],
    ['https://x.example/a#L1', ['3', '4']],
  ]);
  expect(externalLinks(found, pins)).toEqual([
    { url: 'https://x.example/a#L1', files: 2, first: '3', pin: 'abc', date: '2025-11-06' },
    { url: 'https://x.example/b', files: 1, first: '2', pin: 'sha256 ff' },
    { url: 'https://x.example/c', files: 1, first: '1' },
  ]);
});
