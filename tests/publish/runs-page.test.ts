import { describe, expect, test } from 'vitest';
import { facetsOf, leadingComponents } from '../../src/publish/run-facets.ts';
import { isWanted, readRunFilter, writeRunFilter } from '../../src/publish/run-filter.ts';
import {
  numberedPage,
  numberedPages,
  runIndex,
  runShard,
  type RunsPage,
  runsPage,
} from '../../src/publish/runs-page.ts';
import { libraryOf, writtenRun } from '../library-of.ts';
import { realLibrary } from '../real-runs.ts';

const many = libraryOf({
  run: Array.from({ length: 1203 }, (_, index) =>
    writtenRun(`r${String(index).padStart(4, '0')}`, {
      time: { start: `20${String(10 + Math.floor(index / 100))}-01-01` },
      results: [{ id: 'x', outcome: index % 3 === 0 ? 'pass' : 'crash' }],
    }),
  ),
});

/** The list itself, then the numbered pages, the newest first. */
function allPages(library: typeof many): RunsPage[] {
  const numbers = Array.from({ length: numberedPages(library) }, (_, index) => index + 1);
  return [runsPage(library), ...numbers.toReversed().map((page) => numberedPage(library, page))];
}

function idsOn({ rows }: RunsPage): string[] {
  return rows.map(({ link }) => ('id' in link.target ? link.target.id : ''));
}

describe('1203 runs', () => {
  test('stand on numbered pages of 50, the newest on the list itself, each run once', () => {
    const pages = allPages(many);
    expect(pages.map(({ rows }) => rows.length)).toEqual([53, ...Array<number>(23).fill(50)]);
    expect(new Set(pages.flatMap(idsOn)).size).toBe(1203);
    expect(pages[0]?.rows[0]?.date).toBe('1 January 2022');
    expect(pages.at(-1)?.rows.at(-1)?.date).toBe('1 January 2010');
  });

  test('lead from page to page and back', () => {
    const pages = allPages(many);
    expect(pages.map(({ older }) => older)).toEqual([
      ...Array.from({ length: 23 }, (_, index) => ({ runsPage: 23 - index })),
      undefined,
    ]);
    expect(pages.map(({ newer }) => newer)).toEqual([
      undefined,
      { page: 'runs' },
      ...Array.from({ length: 22 }, (_, index) => ({ runsPage: 23 - index })),
    ]);
  });

  test('one more leaves every numbered page and all files but the last as they are', () => {
    const more = libraryOf({
      run: [...many.run.values(), writtenRun('z', { time: { start: '2026-01-01' } })],
    });
    expect(idsOn(runsPage(more))).toEqual(['z', ...idsOn(runsPage(many))]);
    const numbered = (library: typeof many) => allPages(library).slice(1);
    expect(numbered(more)).toEqual(numbered(many));
    expect([0, 1].map((shard) => runShard(more, shard))).toEqual(
      [0, 1].map((shard) => runShard(many, shard)),
    );
    expect(runShard(more, 2)).toHaveLength(204);
  });

  test('are read in files of 500', () => {
    const { shards, total } = runIndex(many);
    expect([shards, total]).toEqual([3, 1203]);
    const sizes = [0, 1, 2].map((shard) => runShard(many, shard).length);
    expect(sizes).toEqual([500, 500, 203]);
  });
});

test('a site without a run has one empty page', () => {
  const none = libraryOf({});
  expect([numberedPages(none), runsPage(none), runIndex(none).shards]).toEqual([
    0,
    { rows: [] },
    0,
  ]);
});

describe('the runs of the site', () => {
  const runs = runShard(realLibrary, 0);
  const facets = facetsOf(realLibrary);
  const params = facets.map(({ param }) => param);
  const wanted = (query: string) =>
    runs
      .filter((run) => isWanted(run, readRunFilter(new URLSearchParams(query), params)))
      .map(({ link }) => ('id' in link.target ? link.target.id : ''));

  test('are found by the two components that most of them give a version of', () => {
    expect(leadingComponents(realLibrary)).toEqual(['ROCm', 'PyTorch']);
    expect(params).toEqual([
      'card',
      'family',
      'gfx',
      'rocm',
      'pytorch',
      'setting',
      'error',
      'outcome',
      'probe',
    ]);
  });

  test.each([
    ['rocm=5.7', ['2025-11-09-rx5600xt-rocm57-sizes']],
    ['setting=mtype_local', ['2025-11-06-rdna1-mtype-nc']],
    ['setting=MIOPEN_DEBUG_DISABLE_CACHE&outcome=crash', ['2025-11-06-rdna1-mtype-nc']],
    [
      'card=Radeon+RX+5600+XT&probe=conv2d-size-boundary&outcome=hang',
      ['2025-11-09-rx5600xt-rocm52-sizes'],
    ],
    ['card=No+such+card', []],
  ])('%s', (query, ids) => {
    expect(wanted(query)).toEqual(ids);
  });

  test('a setting that was left unset on purpose is not found as set', () => {
    expect(wanted('setting=MIOPEN_FIND_ENFORCE')).toEqual([]);
  });

  test('every value of every facet finds as many runs as it says', () => {
    for (const { param, values } of facets) {
      for (const { value, count } of values) {
        expect(wanted(String(new URLSearchParams({ [param]: value })))).toHaveLength(count);
      }
    }
  });
});

test.each([
  ['outcome=crash&card=A+B', 'card=A+B&outcome=crash'],
  ['outcome=crash&p=3', 'outcome=crash&p=3'],
  ['p=2', ''],
  ['utm=x&card=', ''],
  ['outcome=crash&p=0', 'outcome=crash'],
])('the address %s is kept as %s', (given, kept) => {
  const params = ['card', 'outcome'];
  expect(writeRunFilter(readRunFilter(new URLSearchParams(given), params), params)).toBe(kept);
});
