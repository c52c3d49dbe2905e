import { expect, test } from 'vitest';
import { triedFor } from '../../src/publish/appearances.ts';
import { homePage } from '../../src/publish/home-page.ts';
import { run } from '../../src/schema/run.ts';
import { libraryOf, writtenRun } from '../library-of.ts';

test('what a command sets takes the place of what its run set', () => {
  const record = run.parse(
    writtenRun('r', {
      settings: [
        { kind: 'env', name: 'MODE', requested: '1' },
        { kind: 'env', name: 'LEVEL', requested: '' },
        { kind: 'env', name: 'OTHER', unset: true },
        { kind: 'modparam', name: 'toString', requested: '2' },
        { kind: 'modparam', name: 'DEPTH', requested: '3' },
      ],
      results: [
        {
          id: 'a',
          outcome: 'pass',
          command: { form: 'complete', argv: ['x'], env: { MODE: '0', DEPTH: '4' } },
        },
        { id: 'b', outcome: 'pass' },
      ],
    }),
  );
  const [own, plain] = record.results;
  expect(own && triedFor({ run: record, result: own })).toEqual([
    'LEVEL=',
    'toString=2',
    'DEPTH=3',
    'MODE=0',
    'DEPTH=4',
  ]);
  expect(plain && triedFor({ run: record, result: plain })).toEqual([
    'MODE=1',
    'LEVEL=',
    'toString=2',
    'DEPTH=3',
  ]);
});

test('the first page shows the newest run that names a layer at fault', () => {
  const fault = [{ layer: 'kernel', role: 'raised', basis: 'shown' }];
  const on = (id: string, day: string, faults?: object[]) =>
    writtenRun(id, {
      time: { start: day },
      results: [{ id: 'a', outcome: 'crash', ...(faults && { fault: faults }) }],
    });
  const first = (...runs: ReturnType<typeof on>[]) =>
    homePage(libraryOf({ run: runs })).broke?.row.link.target;
  const old = on('old', '2025-01-01', fault);
  expect(first(old, on('none', '2025-01-02'), on('empty', '2025-01-03', []))).toEqual({
    kind: 'run',
    id: 'old',
  });
  expect(first(on('none', '2025-01-02'), on('empty', '2025-01-03', []))).toEqual({
    kind: 'run',
    id: 'empty',
  });
  expect(first()).toBeUndefined();
});
