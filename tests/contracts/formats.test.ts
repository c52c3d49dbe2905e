import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { companions } from '../../src/companions.ts';
import { viewsOf } from '../../src/publish/companion.ts';
import { factsOfPages } from '../../src/publish/facts.ts';
import { structuredData } from '../../src/publish/structured-data.ts';
import { sealedArchive } from '../sealed-archive.ts';
import {
  atomFaults,
  badgeFaults,
  ENDPOINT_SCHEMA,
  llmsFaults,
  openSearchFaults,
  robotsFaults,
  sitemapFaults,
} from './formats.ts';
import { structuredDataFaults } from './schema-org.ts';

const ROOT = 'https://example.org/sub/';
const location = { base: '/sub/', origin: 'https://example.org' };
const archive = sealedArchive();
const files = new Map(
  [...companions('content', archive, location)]
    .filter(({ path }) => /^badges\/|(?:xml|txt)$/.test(path))
    .map(({ path, content }) => [path, String(content)]),
);
const named = (pattern: RegExp) => [...files].filter(([path]) => pattern.test(path));

/** Every document of a format holds to it, and one that is spoilt does not: the check can fail. */
const FORMATS: readonly (readonly [
  format: string,
  paths: RegExp,
  faults: (text: string, path: string) => string[],
  spoilt: readonly (readonly [what: string, spoil: (text: string) => string, fault: string])[],
])[] = [
  [
    'an Atom feed',
    /feed\.xml$/,
    (text, path) => atomFaults(text, ROOT + path),
    [
      [
        'without an author',
        (text) => text.replace(/<author>.*?<\/author>/gs, ''),
        'an author of the feed, or of each entry',
      ],
      [
        'of a day alone',
        (text) => text.replace(/<updated>(.{10})[^<]*/, '<updated>$1'),
        'feed: updated is a moment of RFC 3339',
      ],
      [
        'with a short id',
        (text) => text.replace(/<id>[^<]*/, '<id>/'),
        'feed: the id is a full address',
      ],
      ['elsewhere', (text) => text.replace(/(rel="self" href=")/, '$1x'), 'a link to itself'],
    ],
  ],
  [
    'a sitemap',
    /sitemap-.*\.xml$/,
    (text, path) => sitemapFaults(text, ROOT + path),
    [
      [
        'of another site',
        (text) => text.replace('<loc>https://example.org/', '<loc>https://example.com/'),
        'every loc stands below the sitemap',
      ],
      ['of no namespace', (text) => text.replace(/ xmlns="[^"]*"/, ''), 'all is in its namespace'],
      [
        'with paths alone',
        (text) => text.replaceAll('https://example.org', ''),
        'every loc is a full address',
      ],
    ],
  ],
  [
    'a description of the search',
    /opensearch\.xml$/,
    (text) => openSearchFaults(text),
    [
      [
        'with a long name',
        (text) => text.replace('<ShortName>', '<ShortName>Search in '),
        'one ShortName of at most 16 characters',
      ],
      [
        'that takes no words',
        (text) => text.replace('{searchTerms}', ''),
        'the template takes the words, and is a full address with them',
      ],
    ],
  ],
  [
    'robots.txt',
    /robots\.txt$/,
    (text) => robotsFaults(text),
    [
      [
        'for nobody',
        (text) => text.replace(/User-agent.*\n/, ''),
        'a group begins with whom it is for',
      ],
      [
        'with a path of a sitemap',
        (text) => text.replace('https://example.org', ''),
        'sitemaps are full addresses',
      ],
    ],
  ],
  [
    'llms.txt',
    /llms\.txt$/,
    (text) => llmsFaults(text),
    [
      ['without a quotation', (text) => text.replace('\n> ', '\n'), 'a quotation follows'],
      [
        'with a heading more',
        (text) => text.replace('\n## ', '\n### A heading\n\nText.\n\n## '),
        'all further headings are of the second level',
      ],
      [
        'with text under a heading',
        (text) => text.replace(/\n## (.*)\n/, '\n## $1\n\nText.\n'),
        'each section is one list',
      ],
    ],
  ],
];

describe.each(FORMATS)('%s', (_, paths, faults, spoilt) => {
  const documents = named(paths);

  test('holds to its specification', () => {
    expect(documents.length).toBeGreaterThan(0);
    const found = documents.flatMap(([path, text]) =>
      faults(text, path).map((fault) => `${path}: ${fault}`),
    );
    expect(found).toEqual([]);
  });

  test.each(spoilt)('%s is found out', (_what, spoil, fault) => {
    const [path, text] = documents[0] ?? expect.fail('none');
    expect(spoil(text)).not.toBe(text);
    expect(faults(spoil(text), path)).toContain(fault);
  });
});

test('the sitemaps that the index names are there, and robots.txt names the index', () => {
  const index = files.get('sitemap-index.xml') ?? '';
  const named = [...index.matchAll(/<loc>([^<]*)/g)].map(
    (match) => match[1]?.slice(ROOT.length) ?? '',
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((path) => !files.has(path))).toEqual([]);
  expect(files.get('robots.txt')).toContain(`Sitemap: ${ROOT}sitemap-index.xml`);
});

test('entries of a feed keep their ids: they depend on nothing but where the site is', () => {
  const ids = (text: string) => [...text.matchAll(/<id>([^<]*)/g)].map((match) => match[1] ?? '');
  const fewer = { ...archive, editions: archive.editions.slice(0, -1) };
  const before = new Map(
    [...companions('content', fewer, location)].map(({ path, content }) => [path, String(content)]),
  );
  for (const [path, text] of named(/feed\.xml$/)) {
    const now = new Set(ids(text));
    expect(ids(before.get(path) ?? '').filter((id) => !now.has(id))).toEqual([]);
  }
});

describe('a badge', () => {
  const check = new Ajv2020().compile<{ label: string; message: string }>(ENDPOINT_SCHEMA);
  const badges = named(/^badges\/.*\.svg$/).map(([path, svg]) => {
    const endpoint: unknown = JSON.parse(files.get(path.replace(/svg$/, 'json')) ?? 'null');
    return { path, svg, endpoint };
  });

  test('has an endpoint that shields.io takes, and a drawing that says the same', () => {
    expect(badges.length).toBeGreaterThan(50);
    expect(named(/^badges\/.*\.json$/)).toHaveLength(badges.length);
    const found = badges.flatMap(({ path, svg, endpoint }) =>
      check(endpoint)
        ? badgeFaults(svg, endpoint).map((fault) => `${path}: ${fault}`)
        : [`${path}: ${JSON.stringify(check.errors)}`],
    );
    expect(found).toEqual([]);
  });

  test('that is spoilt is found out', () => {
    const { svg, endpoint } = badges[0] ?? expect.fail('none');
    if (!check(endpoint)) throw new Error('no endpoint');
    expect(check({ ...endpoint, schemaVersion: '1' })).toBe(false);
    expect(check({ ...endpoint, color: '#ff0000' })).toBe(false);
    expect(check({ ...endpoint, link: 'x' })).toBe(false);
    const faults = (text: string) => badgeFaults(text, endpoint);
    expect(faults(svg.replace(/<title>[^<]*/, '<title>x'))).toEqual(['its title is its name']);
    expect(faults(svg.replace('<title>', '<script/><title>'))).toEqual([
      'nothing in it acts or loads',
    ]);
    expect(faults(svg.replace('role="img"', ''))).toEqual(['it is a picture with a name']);
    expect(faults(svg.replace('<svg ', '<svg onload="x" '))).toEqual([
      'no attribute acts or leads out',
    ]);
  });
});

test('what a page says in the words of schema.org are words of it, used as it says', () => {
  const shown = { title: 'A title', description: 'What it is.' };
  const said = viewsOf(archive, location).flatMap((view) => {
    const targets = [
      ...factsOfPages(view.library).map(({ target }) => target),
      ...[...view.library.run.keys()].map((id) => ({ kind: 'run', id }) as const),
    ];
    return targets.flatMap((target) => structuredData(target, shown, view, archive) ?? []);
  });
  expect(new Set(said.map((one) => one['@type']))).toEqual(
    new Set(['Dataset', 'ClaimReview', 'TechArticle']),
  );
  expect(said.flatMap(structuredDataFaults)).toEqual([]);
  const [first] = said;
  expect(structuredDataFaults({ ...first, rating: 1 })).toEqual([
    expect.stringContaining('rating'),
  ]);
  expect(structuredDataFaults({ ...first, url: '/x' })).toEqual([expect.stringContaining('url')]);
});
