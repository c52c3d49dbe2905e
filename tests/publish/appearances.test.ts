import { expect, test } from 'vitest';
import { triedFor } from '../../src/publish/appearances.ts';
import { run } from '../../src/schema/run.ts';
import { writtenRun } from '../library-of.ts';

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
