import { describe, expect, test } from 'vitest';
import type { Archive } from '../../src/model/archive.ts';
import { editionSite } from '../../src/publish/edition-site.ts';
import { feedLinks, feeds } from '../../src/publish/feeds.ts';
import { sitemap } from '../../src/publish/sitemap.ts';
import { atomXml } from '../../src/render/atom.ts';
import { openSearchXml, sitemapFiles } from '../../src/render/machine-xml.ts';
import { edition } from '../../src/schema/edition.ts';
import { libraryOf, writtenRun } from '../library-of.ts';
import { readXml } from '../well-formed.ts';

const inference = [{ inference: 'So it is.' }];
const finding = (id: string, rest: object) => ({
  id,
  claim: `Claim \`${id}\``,
  topic: 'cause',
  basis: 'inferred',
  ...rest,
});

const runs = [
  writtenRun('new', { title: 'New, of an old day', time: { start: '2020-01-01T10:00:00Z' } }),
  writtenRun('old', {
    title: '<script>alert(1)</script> & ]]>\u202e',
    results: [{ id: 'a', outcome: 'crash' }],
  }),
];
const then = libraryOf({
  run: runs.slice(1),
  finding: [finding('turned', { supports: inference }), finding('kept', {})],
});
const now = libraryOf({
  run: runs,
  finding: [finding('turned', { contradicts: inference }), finding('kept', {})],
});
const frozen = (id: string, frozenOn: string, library: typeof now) => ({
  manifest: edition.parse({
    schema: 'faultline.edition/1',
    ...{ id, title: `Edition ${id}`, summary: 'What was held.', asOf: frozenOn, frozenOn },
    ...{ state: 'sealed', content: 1, files: [], pages: [] },
    runs: [...library.run.keys()].map((run) => ({ id: run, sha256: 'a'.repeat(64) })),
  }),
  library,
});
const archive: Archive = {
  library: now,
  editions: [
    frozen('one', '2025-11-07', then),
    frozen('two', '2026-11-20', { ...now, run: then.run }),
  ],
};
const location = { base: '/sub/', origin: 'https://example.org' };

function atom(path: string) {
  const feed = feeds(archive, location).find((one) => one.path === path) ?? expect.fail(path);
  return readXml(atomXml({ ...feed, url: `https://example.org/sub/${path}` }));
}

describe('feeds', () => {
  test('are there only where the site knows its address', () => {
    expect(feeds(archive, { base: '/' })).toEqual([]);
    expect(feedLinks({ base: '/' })).toEqual([]);
    expect(feedLinks({ ...location, edition: 'one' }).map(({ url }) => url)).toEqual([
      'https://example.org/sub/feed.xml',
      'https://example.org/sub/runs/feed.xml',
      'https://example.org/sub/findings/feed.xml',
    ]);
  });

  test('of editions: the newest first, with what changed', () => {
    const feed = atom('feed.xml');
    expect(feed.get('id')?.slice(0, 3)).toEqual([
      'https://example.org/sub/',
      'https://example.org/sub/v/two/changes/',
      'https://example.org/sub/v/one/changes/',
    ]);
    expect(feed.get('updated')).toContain('2026-11-20T00:00:00.000Z');
    expect(feed.get('summary')?.[0]).toBe(
      'What was held. Since edition one, 1 finding changed its status.',
    );
  });

  test('of runs: what no edition knows first, and hostile titles as text', () => {
    const feed = atom('runs/feed.xml');
    expect(feed.get('id')?.slice(1)).toEqual([
      'https://example.org/sub/runs/new/',
      'https://example.org/sub/runs/old/',
    ]);
    expect(feed.get('title')?.at(-1)).toBe(
      '&lt;script&gt;alert(1)&lt;/script&gt; &amp; ]]&gt;⟨U+202E⟩',
    );
    expect(feed.get('updated')?.slice(1)).toEqual([
      '2020-01-01T10:00:00.000Z',
      '2025-11-06T00:00:00.000Z',
    ]);
  });

  test('of findings: each change of a status, where the edition says it', () => {
    const feed = atom('findings/feed.xml');
    expect(feed.get('id')).toEqual([
      'https://example.org/sub/findings/',
      'https://example.org/sub/v/two/findings/turned/',
    ]);
    expect(feed.get('title')?.at(-1)).toBe('refuted (was likely): Claim turned');
    expect(feed.get('entry')).toHaveLength(1);
  });

  test('of findings: what decided it, where that is no evidence', () => {
    const override = { status: 'supported', by: 'the editors', on: '2026-11-19', why: 'So.' };
    const before = ['by-hand', 'replaced', 'bare'].map((id) =>
      finding(id, { supports: inference }),
    );
    const after = [
      finding('by-hand', { supports: inference, override }),
      finding('replaced', { supports: inference, supersededBy: 'bare' }),
      finding('bare', {}),
    ];
    const [first, second] = [before, after].map((all) => libraryOf({ finding: all }));
    if (first === undefined || second === undefined) throw new Error('two were given');
    const editions = [frozen('one', '2025-11-07', first), frozen('two', '2026-11-20', second)];
    const found = feeds({ library: second, editions }, location).find(
      ({ path }) => path === 'findings/feed.xml',
    );
    expect(found?.entries.map(({ summary }) => summary)).toEqual([
      'In edition two this finding is supported; before it was likely. It was set by hand by the editors on 19 November 2026.',
      'In edition two this finding is superseded; before it was likely. What replaces it: Claim `bare`',
      'In edition two this finding is unproven; before it was likely. Nothing here weighs for it or against it.',
    ]);
  });
});

describe('the sitemap', () => {
  const entries = sitemap(archive, location, editionSite(archive));
  const dateOf = (path: string) =>
    entries.find(({ url }) => url === `https://example.org/sub/${path}`) ?? expect.fail(path);

  test('dates a page by the edition in which it came to say what it says', () => {
    expect(dateOf('findings/kept/').lastmod).toBe('2025-11-07');
    expect(dateOf('findings/turned/').lastmod).toBe('2026-11-20');
    expect(dateOf('runs/old/').lastmod).toBe('2025-11-07');
    expect(dateOf('editions/').lastmod).toBe('2026-11-20');
  });

  test('invents no date', () => {
    expect(dateOf('runs/new/')).not.toHaveProperty('lastmod');
    expect(dateOf('runs/')).not.toHaveProperty('lastmod');
  });

  test('has no page of an edition but what changed in it, and none twice', () => {
    const urls = entries.map(({ url }) => url);
    expect(urls.filter((url) => url.includes('/v/'))).toEqual([
      'https://example.org/sub/v/one/changes/',
      'https://example.org/sub/v/two/changes/',
    ]);
    expect(new Set(urls).size).toBe(urls.length);
  });

  test('is XML in parts of at most 50,000 addresses, with an index', () => {
    const many = Array.from({ length: 50_001 }, (_, index) => ({
      url: `https://example.org/?a&b=${index}`,
      ...(index === 0 ? { lastmod: '2026-01-01' } : {}),
    }));
    const addressOf = (path: string) => `https://example.org/sub/${path}`;
    const [index, first, second, ...rest] = sitemapFiles(many, { addressOf });
    expect(rest).toEqual([]);
    expect(readXml(index?.content ?? '').get('loc')).toEqual([
      'https://example.org/sub/sitemap-0.xml',
      'https://example.org/sub/sitemap-1.xml',
    ]);
    const read = readXml(first?.content ?? '');
    expect(read.get('loc')).toHaveLength(50_000);
    expect(read.get('loc')?.[0]).toBe('https://example.org/?a&b=0');
    expect(read.get('lastmod')).toEqual(['2026-01-01']);
    expect(readXml(second?.content ?? '').get('loc')).toHaveLength(1);
  });
});

test('the search description is XML that names the page of the search', () => {
  const xml = openSearchXml({ addressOf: (path) => `https://example.org/sub/${path}` });
  expect(readXml(xml).get('ShortName')).toEqual(['Faultline']);
  expect(xml).toContain('template="https://example.org/sub/search/?q={searchTerms}"');
});
