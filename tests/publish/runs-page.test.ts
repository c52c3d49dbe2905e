import { describe, expect, test } from 'vitest';
import { facetsOf, leadingComponents } from '../../src/publish/run-facets.ts';
import { isWanted, readRunFilter, writeRunFilter } from '../../src/publish/run-filter.ts';
import { runIndex, runShard, runsPage, runsPageCount } from '../../src/publish/runs-page.ts';
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

describe('1203 runs', () => {
  test('stand on pages of 50, each run on one of them, the newest first', () => {
    const count = runsPageCount(many);
    expect(count).toBe(25);
    const pages = Array.from({ length: count }, (_, index) => runsPage(many, index + 1));
    expect(pages.map(({ rows }) => rows.length)).toEqual([...Array<number>(24).fill(50), 3]);
    expect(
      new Set(pages.flatMap(({ rows }) => rows.map(({ link }) => JSON.stringify(link)))).size,
    ).toBe(1203);
    expect(pages[0]?.newer).toBeUndefined();
    expect(pages[0]?.older).toEqual({ runsPage: 2 });
    expect(pages.at(-1)?.older).toBeUndefined();
    expect(pages[0]?.rows[0]?.date).toBe('1 January 2022');
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
  expect([runsPageCount(none), runsPage(none).rows, runIndex(none).shards]).toEqual([1, [], 0]);
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
