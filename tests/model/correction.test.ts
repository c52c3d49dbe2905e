import { expect, test } from 'vitest';
import { checkLibrary } from '../../src/model/checks.ts';
import { comparisonPairs } from '../../src/model/comparison-pairs.ts';
import { corrections, standingRuns } from '../../src/model/correction.ts';
import { lineageIndex, lineageOf } from '../../src/model/lineage.ts';
import { occurrencesOf, settingOccurrences } from '../../src/model/occurrences.ts';
import { libraryOf, writtenRun, type Written } from '../library-of.ts';

const run = (id: string, outcome: string, rest: object = {}) =>
  writtenRun(id, {
    time: { start: '2025-01-02' },
    machine: { gpus: [{ name: 'Card' }] },
    settings: [{ kind: 'env', name: 'A', requested: '1' }],
    results: [{ id: 'x', probe: 'p', outcome }],
    ...rest,
  });

const source = {
  ...{ id: 's', title: 'S', kind: 'report', class: 'secondary', summary: 'It says so.' },
  date: '2025-01-01',
};
const probe = {
  ...{ id: 'p', question: 'Is it?', sources: [{ source: 's' }], checks: 'completed' },
};
const archive = (more: Written = {}) =>
  libraryOf({
    source: [source],
    probe: [probe],
    run: [
      run('a', 'pass'),
      run('b', 'fail', { replaces: 'a' }),
      run('c', 'crash', { replaces: 'b' }),
      run('d', 'hang'),
    ],
    ...more,
  });

test('of a run, one that corrects it and one that corrects that, only the last stands', () => {
  expect([...corrections(archive())]).toEqual([
    ['b', 'c'],
    ['a', 'b'],
  ]);
  expect(standingRuns(archive()).map(({ id }) => id)).toEqual(['c', 'd']);
  const twice = libraryOf({
    run: [
      run('a', 'pass'),
      run('x', 'pass', { replaces: 'a' }),
      run('y', 'pass', { replaces: 'a' }),
    ],
  });
  expect(corrections(twice).get('a')).toBe('x');
  expect(standingRuns(twice).map(({ id }) => id)).toEqual(['x', 'y']);
});

test('what was seen goes by runs that stand', () => {
  const library = archive();
  expect(occurrencesOf(library, 'probe', 'p').map((one) => one.run.id)).toEqual(['c', 'd']);
  const set = settingOccurrences(library, { kind: 'env', name: 'A' });
  expect(set.map((one) => one.run.id)).toEqual(['c', 'd']);
});

test('a corrected run was never the last good one, and has a lineage of its own', () => {
  const library = archive();
  const index = lineageIndex(library);
  const lineage = (id: string) => {
    const of = library.run.get(id);
    const result = of?.results[0];
    if (of === undefined || result === undefined) throw new Error(id);
    const { lastGood, firstBad, elsewhere } = lineageOf(of, result, index);
    return [lastGood?.run.id, firstBad.run.id, elsewhere.count, elsewhere.passes];
  };
  expect(lineage('d')).toEqual([undefined, 'c', 1, 0]);
  expect(lineage('b')).toEqual([undefined, 'c', 2, 0]);
});

test('runs are set beside the one before that stands; what was set beside another stays', () => {
  const pairs = comparisonPairs(archive()).map(({ a, b, why }) => [a.id, b.id, ...why]);
  expect(pairs).toEqual([
    ['c', 'd', 'before'],
    ['b', 'c', 'before'],
    ['a', 'b', 'before'],
  ]);
  const later = { time: { start: '2025-03-01' } };
  const wrong = libraryOf({
    source: [source],
    probe: [probe],
    run: [
      run('a', 'pass'),
      run('b', 'fail', { time: { start: '2025-02-01' } }),
      run('c', 'fail', later),
      run('d', 'pass', { ...later, machine: { gpus: [{ name: 'Another' }] }, replaces: 'b' }),
    ],
  });
  expect(comparisonPairs(wrong).map(({ a, b }) => `${a.id} ${b.id}`)).toEqual([
    'a c',
    'b c',
    'a b',
  ]);
});

test('nothing is held by a run that another corrects, but notes may speak of it', () => {
  const finding = {
    ...{ id: 'f', claim: 'It is so.', topic: 'cause', basis: 'observed' },
    supports: [
      { run: 'd', result: 'x' },
      { run: 'a', result: 'x' },
    ],
  };
  const note = {
    ...{ id: 'n', run: 'a', on: '2025-02-01', text: 'It was misread.', basis: 'observed' },
    evidence: [{ run: 'a', result: 'x' }],
  };
  const told = checkLibrary(archive({ finding: [finding], note: [note] }));
  expect(told.map(({ code, args, at }) => ({ code, args, at: `${at.kind}/${at.id}` }))).toEqual([
    { code: 'corrected-run', args: { id: 'a', by: 'b' }, at: 'finding/f' },
  ]);
  expect(told[0]?.at.path).toEqual(['supports', 1, 'run']);
});
