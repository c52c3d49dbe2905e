import { describe, expect, test } from 'vitest';
import { probeGridView } from '../../src/publish/probe-grid-view.ts';
import { probePage } from '../../src/publish/probe-page.ts';
import { probeTimings } from '../../src/publish/probe-timings.ts';
import type { Item } from '../../src/schema/kinds.ts';
import { libraryOf, writtenRun } from '../library-of.ts';
import { realLibrary } from '../real-runs.ts';

const lineOf = (
  columns: readonly string[],
  cells: readonly { outcomes: readonly { outcome: string }[] }[],
) =>
  columns
    .map(
      (column, index) =>
        `${column} ${cells[index]?.outcomes.map(({ outcome }) => outcome).join('+') || '-'}`,
    )
    .filter((cell) => /^(40|42|44|46|48|64)×\1 /.test(cell))
    .join(', ');

describe('the size boundary at a glance', () => {
  const gridOf = () => probeGridView('conv2d-size-boundary', realLibrary) ?? expect.fail('no grid');
  const linesOf = () => {
    const { series, columns } = gridOf();
    return series.map(({ run, cells }) => [
      'id' in run.target ? run.target.id : '',
      lineOf(columns, cells),
    ]);
  };

  test('the probe’s own runs come first, with the boundary between 42 and 44', () => {
    expect(linesOf().slice(0, 2)).toEqual([
      [
        '2025-11-09-rx5600xt-rocm52-sizes',
        '40×40 pass, 42×42 pass, 44×44 unfinished, 46×46 unfinished, 48×48 unfinished, 64×64 unfinished',
      ],
      [
        '2025-11-09-rx5600xt-rocm57-sizes',
        '40×40 pass, 42×42 pass, 44×44 unfinished, 46×46 unfinished, 48×48 unfinished, 64×64 unfinished',
      ],
    ]);
  });

  test('with implicit GEMM there is none; a size that was not asked is no pass', () => {
    const [, cells] = linesOf().find(([id]) => id === '2025-11-09-rx5600xt-implicit-gemm') ?? [];
    expect(cells).toBe(
      '40×40 -, 42×42 pass, 44×44 pass, 46×46 -, 48×48 pass, 64×64 pass+pass+pass+pass',
    );
  });

  test('a row says what differs from the others: channels, script, flags', () => {
    const row = gridOf().series.find(
      ({ run }) => 'id' in run.target && run.target.id === '2025-11-09-rx5600xt-implicit-gemm',
    );
    const facts = row?.facts.map(({ name, value }) => `${name} ${value ?? '?'}`);
    expect(facts).toEqual(
      expect.arrayContaining([
        'channels in 3',
        'channels out 64',
        'MIOPEN_DEBUG_CONV_GEMM 0',
        'MIOPEN_DEBUG_CONV_IMPLICIT_GEMM 1',
      ]),
    );
    expect(row?.probe?.target).toEqual({ kind: 'probe', id: 'conv2d-implicit-gemm' });
  });

  test('a timeout is a hang, and unfinished is another thing', () => {
    const grid = gridOf();
    const odd = grid.series.filter(({ facts }) =>
      facts.some(({ name, value }) => name === 'channels in' && value === '17'),
    );
    expect(odd.map(({ cells }) => lineOf(grid.columns, cells).match(/48×48 (\w+)/)?.[1])).toEqual([
      'hang',
      'unfinished',
    ]);
  });

  test('every result of the probe stands in it', () => {
    const own = [...realLibrary.run.values()].flatMap((run) =>
      run.results
        .filter(({ probe }) => probe === 'conv2d-size-boundary')
        .map(({ id }) => `${run.id}#${id}`),
    );
    const grid = gridOf();
    const shown = [...grid.series, ...grid.single].flatMap(({ cells }) =>
      cells.flatMap(({ outcomes }) =>
        outcomes.map(({ target }) =>
          'anchor' in target && 'id' in target ? `${target.id}#${target.anchor ?? ''}` : '',
        ),
      ),
    );
    expect(shown).toEqual(expect.arrayContaining(own));
    expect(new Set(shown).size).toBe(shown.length);
  });
});

const sized = (id: string, sizes: readonly number[], rest: object = {}) =>
  writtenRun(id, {
    results: sizes.map((size) => ({
      id: `at-${size}`,
      probe: 'p',
      outcome: 'pass',
      params: { height: size, width: size, note: 'x' },
    })),
    ...rest,
  });
const probe = { id: 'p', question: 'Does it?', sources: [{ source: 's' }] };

test('without a subject the point is what varies most, with what always moves with it', () => {
  const library = libraryOf({ probe: [probe], run: [sized('r', [8, 16, 4])] });
  const grid = probeGridView('p', library);
  expect([grid?.corner, grid?.columns]).toEqual(['height × width', ['4×4', '8×8', '16×16']]);
});

test('a row says in one sentence what came of it', () => {
  const asked = (id: string, size: number | undefined, outcome: string, rest: object = {}) => ({
    id,
    probe: 'p',
    outcome,
    params: { ...(size === undefined ? {} : { size }), ...rest },
  });
  const library = libraryOf({
    probe: [
      { ...probe, subject: { id: 's', at: ['size'] } },
      { ...probe, id: 'q', variantOf: 'p' },
    ],
    run: [
      writtenRun('r', {
        machine: { gpus: [{ name: 'Card A' }] },
        stack: [{ component: 'ROCm', installed: '7.0' }],
        settings: [{ kind: 'env', name: 'MODE', requested: 'a-path/that/is/longer/than/most' }],
        results: [
          asked('a', 8, 'pass', { in: 16 }),
          asked('b', 16, 'crash', { in: 16 }),
          asked('c', 16, 'crash', { in: 16 }),
          asked('d', 32, 'pass', { in: 16 }),
          asked('e', undefined, 'hang', { in: 16 }),
        ],
      }),
      writtenRun('s', {
        machine: { gpus: [{ name: 'Card B' }] },
        stack: [{ component: 'ROCm', installed: '6.4' }],
        settings: [{ kind: 'env', name: 'MODE', requested: 'short' }],
        results: [asked('a', 8, 'pass'), asked('b', 16, 'pass')],
      }),
    ],
  });
  const { series, columns, corner } = probeGridView('p', library) ?? expect.fail('no grid');
  expect([corner, columns]).toEqual(['size', ['8', '16', '32', 'not given']]);
  expect(series.map(({ quote }) => quote)).toEqual([
    'Run r with in 16: pass at 8, 32; crash at 16; hang at a point that is not given',
    'Run s: pass at 8, 16',
  ]);
  const [first] = series;
  expect(first).toMatchObject({
    run: { label: 'A run', target: { kind: 'run', id: 'r' } },
    card: 'Card A',
    facts: [
      { name: 'in', value: '16' },
      { name: 'ROCm', value: '7.0' },
    ],
    more: [{ name: 'MODE', value: 'a-path/that/is/longer/than/most' }],
  });
  expect(first).not.toHaveProperty('probe');
  const at = (anchor: string, outcome: string) => ({
    outcome,
    target: { kind: 'run', id: 'r', anchor },
  });
  expect(first?.cells.map(({ outcomes }) => outcomes)).toEqual([
    [at('a', 'pass')],
    [at('b', 'crash'), at('c', 'crash')],
    [at('d', 'pass')],
    [at('e', 'hang')],
  ]);
});

test('a variable that was left unset on purpose differs from one that was set', () => {
  const library = libraryOf({
    probe: [probe],
    run: [
      sized('r', [8, 16], { settings: [{ kind: 'env', name: 'MODE', requested: '1' }] }),
      sized('s', [8, 16], { settings: [{ kind: 'env', name: 'MODE', unset: true }] }),
      sized('t', [8, 16]),
    ],
  });
  const { series } = probeGridView('p', library) ?? expect.fail('no grid');
  expect(series.map(({ facts }) => facts)).toEqual([
    [{ name: 'MODE', value: '1' }],
    [{ name: 'MODE', value: 'not set, on purpose' }],
    [{ name: 'MODE' }],
  ]);
});

test('nothing that varies makes no grid', () => {
  const library = libraryOf({ probe: [probe], run: [sized('r', [8])] });
  expect(probeGridView('p', library)).toBeUndefined();
  expect(probeGridView('image-generation', realLibrary)).toBeUndefined();
});

describe('measured values', () => {
  test('stand on a scale of powers of ten, with how the clock was read', () => {
    const [timings] = probeTimings('conv2d-three-calls', realLibrary);
    expect([timings?.least, timings?.most]).toEqual(['0.1 ms', '1000 ms']);
    expect(timings?.rows.map(({ value, at, waited }) => [value, at, waited])).toEqual([
      ['260 ms', 85.4, 'no'],
      ['0.3 ms', 11.9, 'no'],
      ['0.1 ms', 0, 'no'],
    ]);
  });

  test('what only the script tells of the clock is marked so', () => {
    const [timings] = probeTimings('conv2d-implicit-gemm', realLibrary);
    expect(new Set(timings?.rows.map(({ clock }) => clock))).toEqual(
      new Set(['waited for, by the script, not the record']),
    );
  });

  test('of each unit apart', () => {
    const measured = (unit: string, values: number[]) => ({ name: 'm', unit, values });
    const run = writtenRun('r', {
      results: [
        {
          id: 'x',
          probe: 'p',
          outcome: 'observed',
          measurements: [measured('ms', [1, 0]), measured('bytes', [5])],
        },
      ],
    });
    const found = probeTimings('p', libraryOf({ probe: [probe], run: [run] }));
    expect(found.map(({ unit, rows }) => [unit, rows.map(({ at }) => at)])).toEqual([
      ['ms', [0, 0]],
      ['bytes', [69.9]],
    ]);
    expect(found[0]?.rows[0]?.waited).toBe('unknown');
  });

  test.each([
    [[1, 0], '0 ms', '10 ms', [0, 0]],
    [[0, 0], '0 ms', '0 ms', [0, 0]],
    [[-3, 20], '-3 ms', '100 ms', [0, 30.1]],
    [[-3, -1], '-3 ms', '-1 ms', [0, 0]],
  ])('that are not above zero stand where the scale begins: %j', (values, least, most, at) => {
    const measurements = [{ name: 'm', unit: 'ms', values }];
    const run = writtenRun('r', {
      results: [{ id: 'x', probe: 'p', outcome: 'observed', measurements }],
    });
    const [found] = probeTimings('p', libraryOf({ probe: [probe], run: [run] }));
    expect([found?.least, found?.most]).toEqual([least, most]);
    expect(found?.rows.map((row) => row.at)).toEqual(at);
  });
});

describe('a probe that was asked often', () => {
  const runs = Array.from({ length: 300 }, (_, index) =>
    writtenRun(`r${String(index).padStart(3, '0')}`, {
      time: { start: new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10) },
      results: Array.from({ length: 60 }, (_, size) => ({
        id: `s${size}`,
        probe: 'p',
        params: { size },
        outcome: size === 59 && index === 100 ? 'crash' : 'pass',
        measurements: [{ name: 'time', unit: 'ms', values: [index === 7 ? 0.5 : 10 + index] }],
      })),
    }),
  );
  const library = libraryOf({
    probe: [{ id: 'p', question: 'Does it?', sources: [{ source: 's' }] }],
    run: runs,
  });

  test('shows the rows that turned and the newest, and counts all', () => {
    const grid = probeGridView('p', library);
    expect(grid?.series).toHaveLength(40);
    expect(grid?.total).toEqual({ series: 300, single: 0 });
    const shown = grid?.series.map(({ run }) => ('id' in run.target ? run.target.id : ''));
    expect(shown?.slice(0, 3)).toEqual(['r100', 'r101', 'r262']);
    expect(shown?.at(-1)).toBe('r299');
  });

  test('shows the points that did not always pass before the others', () => {
    const grid = probeGridView('p', library);
    expect(grid?.columns).toHaveLength(48);
    expect(grid?.columns.at(-1)).toBe('59');
    expect(grid?.columnsLeftOut).toBe(12);
  });

  test('shows the newest results with those that turned, and where the rest is', () => {
    const { results, counts } = probePage(library.probe.get('p') as Item<'probe'>, library);
    expect(results.rows).toHaveLength(60);
    expect(results.total).toBe(18_000);
    expect(results.all).toEqual({ find: { probe: 'p' } });
    expect(results.rows.map(({ outcome }) => outcome)).toContain('crash');
    expect(counts).toEqual([
      { outcome: 'crash', count: 1 },
      { outcome: 'pass', count: 17_999 },
    ]);
  });

  test('measures the newest, with the least and the greatest', () => {
    const [timings] = probeTimings('p', library);
    expect(timings?.total).toBe(18_000);
    expect(timings?.rows.length).toBeLessThanOrEqual(60);
    expect(timings?.rows.map(({ value }) => value)).toContain('0.5 ms');
    expect(timings?.rows[0]?.value).toBe('309 ms');
  });
});
