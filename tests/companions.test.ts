import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { companions } from '../src/companions.ts';
import { comparisonPairs } from '../src/model/comparison-pairs.ts';
import { compareRuns } from '../src/model/comparison.ts';
import { probeBook } from '../src/model/question.ts';
import { factsOfPages } from '../src/publish/facts.ts';
import { mermaidError } from '../src/render/mermaid-syntax.ts';
import { pageTwin, type TwinName } from '../src/schema/page-twin.ts';
import { sealedArchive } from './sealed-archive.ts';

const archive = sealedArchive();
const location = { base: '/sub/', origin: 'https://example.org' };
const ROOT = 'https://example.org/sub/';

const listed = [...companions('content', archive, location)];
const files = new Map(
  listed.map(({ path, content }) => [
    path,
    typeof content === 'string' ? content : new TextDecoder().decode(content),
  ]),
);

function json(path: string): Record<string, unknown> {
  return JSON.parse(files.get(path) ?? 'null') as Record<string, unknown>;
}

const editionPaths = ['', ...archive.editions.map(({ manifest }) => `v/${manifest.id}/`)];
const pagePaths = [archive.library, ...archive.editions.map(({ library }) => library)].flatMap(
  (library, index) =>
    factsOfPages(library).map(({ path }) => `${editionPaths[index] ?? ''}${path}`),
);
const pairs = comparisonPairs(archive.library);
const pairPaths = pairs.map(({ a, b }) => `compare/${a.id}/${b.id}/`);
const runPaths = [...archive.library.run.keys()].map((id) => `runs/${id}/`);

test('no two files have the same path', () => {
  expect(files.size).toBe(listed.length);
  expect(listed.filter(({ path }) => path.startsWith('/') || path.includes('..'))).toEqual([]);
});

test('the same content gives the same bytes', () => {
  const again = new Map([...companions('content', archive, location)].map((f) => [f.path, f]));
  for (const { path, content } of listed) expect(again.get(path)?.content).toEqual(content);
});

describe('the JSON of pages', () => {
  test('stands beside every page, in every edition', () => {
    expect(pairPaths.length).toBeGreaterThan(10);
    const others = [
      ...pairPaths,
      'compare/',
      'runs/',
      'editions/',
      'about/',
      'contribute/',
      'v/2025-11-06/changes/',
    ];
    const missing = [...pagePaths, ...runPaths, ...others].filter(
      (path) => !files.has(`${path}index.json`),
    );
    expect(missing).toEqual([]);
  });

  const twins = [...files.keys()].filter(
    (path) =>
      path.endsWith('.json') &&
      (json(path)['schema'] as string | undefined)?.includes('-page/') === true,
  );

  test('says its schema, its address and its edition', () => {
    expect(twins.length).toBeGreaterThan(pagePaths.length);
    for (const path of twins) {
      expect(json(path)['url']).toBe(`${ROOT}${path.replace('index.json', '')}`);
      const edition = /^v\/([^/]+)\/(?!changes)/.exec(path)?.[1];
      expect((json(path)['edition'] as { id: string } | undefined)?.id).toBe(edition);
    }
  });

  test('is what its schema in the code says, and nothing else', () => {
    const wrong = twins.flatMap((path) => {
      const twin = json(path);
      const name = /^faultline\.(.+)\/1$/.exec(twin['schema'] as string)?.[1] as TwinName;
      const { error } = pageTwin(name).safeParse(twin);
      return error === undefined ? [] : [`${path}: ${error.message}`];
    });
    expect(wrong).toEqual([]);
  });

  test('is valid by the schema that is published beside it', () => {
    const ajv = new Ajv2020({ allowUnionTypes: true });
    addFormats(ajv);
    const checks = new Map(
      [...files.keys()]
        .filter((path) => path.startsWith('schema/'))
        .map((path) => [/^schema\/(.+)-1\.json$/.exec(path)?.[1], ajv.compile(json(path))]),
    );
    const wrong = [...files.keys()]
      .filter((path) => path.endsWith('.json') && !path.startsWith('schema/'))
      .flatMap((path) => {
        const schema = json(path)['schema'] as string | undefined;
        if (schema === undefined) return [];
        const check = checks.get(/^faultline\.(.+)\/1$/.exec(schema)?.[1]);
        if (check === undefined) return [`${path}: no schema ${schema}`];
        return check(json(path)) ? [] : [`${path}: ${ajv.errorsText(check.errors)}`];
      });
    expect(wrong).toEqual([]);
  });

  test('a published schema refuses what is not so', () => {
    const ajv = new Ajv2020({ allowUnionTypes: true });
    addFormats(ajv);
    const check = ajv.compile(json('schema/finding-page-1.json'));
    const path = [...files.keys()].find((file) => /^findings\/.+\/index\.json$/.test(file)) ?? '';
    const good = json(path) as { facts: { computed: { status: string } } };
    expect(check(good)).toBe(true);
    expect(check({ ...good, added: 'later' })).toBe(true);
    good.facts.computed.status = 'true';
    expect(check(good)).toBe(false);
  });

  test('of a run is its record, byte for byte', () => {
    const digest = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');
    const record = readFileSync('content/runs/2025/2025-11-06-rdna1-mtype-nc.json');
    const file = listed.find(({ path }) => path === 'runs/2025-11-06-rdna1-mtype-nc/index.json');
    expect(digest(file?.content ?? '')).toBe(digest(record));
  });

  test('of the home page is an index of everything, and each form it names is there', () => {
    for (const edition of editionPaths) {
      const { contents } = json(`${edition}index.json`)['facts'] as {
        contents: { url: string; forms: string[]; status?: string; kind?: string }[];
      };
      const paths = contents.map(({ url }) => url.slice(ROOT.length));
      expect(paths.toSorted()).toEqual(
        pagePaths
          .filter((path) => (edition === '' ? !path.startsWith('v/') : path.startsWith(edition)))
          .toSorted(),
      );
      const named = contents.flatMap(({ url, forms }) =>
        forms.map((form) => `${url.slice(ROOT.length)}index.${form}`),
      );
      expect(named.filter((path) => !files.has(path))).toEqual([]);
      expect(
        contents.filter(({ kind, status }) => kind === 'finding' && status === undefined),
      ).toEqual([]);
    }
  });

  test('of the runs names lists that hold all of them', () => {
    const { lists, runs } = json('runs/index.json')['facts'] as {
      runs: number;
      lists: { url: string; runs: number }[];
    };
    const all = lists.flatMap(({ url, runs: count }) => {
      const list = (json(url.slice(ROOT.length))['facts'] as { runs: { id: string }[] }).runs;
      expect(list).toHaveLength(count);
      return list.map(({ id }) => id);
    });
    expect(runs).toBe(archive.library.run.size);
    expect(all.toSorted()).toEqual([...archive.library.run.keys()].toSorted());
  });
});

describe('the JSON of comparisons', () => {
  test('tells every pair of answers, by what became of it', () => {
    for (const { a, b } of pairs) {
      const facts = json(`compare/${a.id}/${b.id}/index.json`)['facts'] as {
        a: string;
        b: string;
        counts: { change: string; count: number }[];
        changes: { change: string; rows: object[] }[];
      };
      const compared = compareRuns(a, b, probeBook(archive.library)).pairs;
      const tallied = new Map<string, number>();
      for (const { change } of compared) tallied.set(change, (tallied.get(change) ?? 0) + 1);
      expect([facts.a, facts.b]).toEqual([a.id, b.id]);
      expect(new Map(facts.counts.map(({ change, count }) => [change, count]))).toEqual(tallied);
      expect(new Map(facts.changes.map(({ change, rows }) => [change, rows.length]))).toEqual(
        tallied,
      );
    }
  });

  test('is found from the lists of runs, each with its later run', () => {
    const { lists } = json('runs/index.json')['facts'] as { lists: { url: string }[] };
    const found = lists.flatMap(({ url }) => {
      const { runs } = json(url.slice(ROOT.length))['facts'] as {
        runs: { id: string; comparisons?: { with: string; url: string }[] }[];
      };
      return runs.flatMap(({ id, comparisons = [] }) =>
        comparisons.map((one) => {
          expect(one.url).toBe(`${ROOT}compare/${one.with}/${id}/`);
          return one.url.slice(ROOT.length);
        }),
      );
    });
    expect(found.toSorted()).toEqual(pairPaths.toSorted());
    const also = (json('index.json')['facts'] as { also: { url: string }[] }).also;
    expect(also.map(({ url }) => url)).toContain(`${ROOT}compare/`);
  });

  test('stands in the map of the site', () => {
    const maps = [...files].filter(([path]) => /^sitemap.*\.xml$/.test(path));
    const listed = maps.map(([, text]) => text).join('');
    const missing = ['compare/', ...pairPaths].filter(
      (path) => !listed.includes(`<loc>${ROOT}${path}</loc>`),
    );
    expect(missing).toEqual([]);
  });
});

describe('the Markdown of pages', () => {
  const texts = [...files].filter(([path]) => path.endsWith('.md'));
  const kinds = [
    'findings',
    'options',
    'errors',
    'settings',
    'gpus',
    'memory-types',
    'stack',
    'probes',
    'experiments',
    'sources',
  ];

  test('stands beside every page that issues are about, in every edition', () => {
    const wanted = pagePaths.filter((path) =>
      kinds.some((kind) => new RegExp(`^(v/[^/]+/)?${kind}/[^/]+/$`).test(path)),
    );
    expect(wanted.length).toBeGreaterThan(100);
    const missing = [
      ...wanted,
      ...runPaths,
      ...pairPaths,
      'memory-types/',
      'v/2025-11-06/memory-types/',
    ].filter((path) => !files.has(`${path}index.md`));
    expect(missing).toEqual([]);
  });

  const parser = unified().use(remarkParse).use(remarkGfm);

  test.each(texts)('%s is plain GFM whose links are full addresses', (_path, text) => {
    const tree: Root = parser.parse(text);
    const html: string[] = [];
    const links: string[] = [];
    visit(tree, (node) => {
      if (node.type === 'html') html.push(node.value);
      if (node.type === 'link' || node.type === 'definition') links.push(node.url);
      if (node.type === 'tableRow') {
        expect(node.children.length).toBeLessThanOrEqual(12);
      }
    });
    expect(
      html.filter(
        (part) =>
          !/^(?:<details><summary>[^<]*(?:<!-- -->[^<]*)*<\/summary>|<\/details>|<!-- -->|<\/?code>)$/.test(
            part,
          ),
      ),
    ).toEqual([]);
    expect(links.filter((url) => !url.startsWith('https://'))).toEqual([]);
    expect(text.length).toBeLessThan(60_000);
    expect(tree.children[0]).toMatchObject({ type: 'heading', depth: 2 });
  });
});

test('every drawing in a text for issues is one that Mermaid reads', async () => {
  const drawings = [...files]
    .filter(([path]) => path.endsWith('.md'))
    .flatMap(([path, text]) =>
      [...text.matchAll(/^```mermaid\n(.*?)^```$/gms)].map((match) => ({
        path,
        text: match[1] ?? '',
      })),
    );
  expect(drawings.length).toBeGreaterThan(10);
  for (const { path, text } of drawings) {
    expect([path, await mermaidError(text)]).toEqual([path, undefined]);
  }
});

describe('llms.txt', () => {
  test.each(editionPaths.map((path) => [`${path}llms.txt`, path]))(
    '%s names only what is there',
    (path, edition) => {
      const text = files.get(path) ?? '';
      expect(text).toMatch(/^# Faultline\n\n> /);
      const addresses = [...text.matchAll(/\]\((https:[^)]+)\)/g)].map((match) => match[1] ?? '');
      expect(addresses.length).toBeGreaterThan(30);
      const known = new Set([...pagePaths, ...runPaths, 'about/', 'contribute/', 'runs/']);
      const missing = addresses
        .map((url) => url.slice(ROOT.length).replace(/#.*/, ''))
        .filter((target) => !files.has(target) && !known.has(target));
      expect(missing).toEqual([]);
      expect(addresses.some((url) => url.startsWith(`${ROOT}${edition}findings/`))).toBe(true);
      expect(addresses).toContain(`${ROOT}compare/index.json`);
      const compared = addresses.filter((url) => /\/compare\/.+\.md$/.test(url));
      const of = archive.editions.find(({ manifest }) => edition === `v/${manifest.id}/`);
      const runs = (of?.library ?? archive.library).run;
      const told = pairs.filter(({ a, b }) => runs.has(a.id) && runs.has(b.id));
      expect(compared).toHaveLength(Math.min(20, told.length));
    },
  );
});
