import { expect, test } from 'vitest';
import { runDocuments } from '../../src/publish/search-documents.ts';
import { libraryOf, writtenRun } from '../library-of.ts';

const documentOf = (rest: Readonly<Record<string, unknown>>) => {
  const [found] = runDocuments(libraryOf({ run: [writtenRun('one', rest)] }));
  return found ?? expect.fail('one was given');
};

test('a run is found by what its commands were given, and by why its results failed', () => {
  const command = (env: object) => ({ form: 'complete', argv: ['x'], env });
  const { text } = documentOf({
    stack: [
      { component: 'ROCm', installed: '6.2', loaded: '5.7' },
      { component: 'ROCm', installed: '6.3' },
      { component: 'MIOpen' },
    ],
    settings: [
      { kind: 'modparam', name: 'mtype_local', requested: '1' },
      { kind: 'env', name: 'HSA_OVERRIDE_GFX_VERSION', unset: true },
      { kind: 'env', name: 'READ', readback: { value: '2' } },
      { kind: 'env', name: 'NAMED' },
    ],
    results: [
      { id: 'a', outcome: 'crash', command: command({ OWN: '1' }), reason: { signature: '0x29' } },
      {
        id: 'b',
        outcome: 'fail',
        command: command({ OWN: '1' }),
        reason: { text: 'A black image.' },
      },
      { id: 'c', outcome: 'fail', reason: { signature: '0x29', text: 'A black image.' } },
    ],
  });
  expect(text.split('; ').slice(2)).toEqual([
    'ROCm 5.7',
    'ROCm 6.3',
    'mtype_local=1',
    'HSA_OVERRIDE_GFX_VERSION not set',
    'READ=2',
    'NAMED',
    'OWN=1',
    '0x29',
    'A black image.',
  ]);
});

test('of a thousand reasons the first few are found, and of a long one its beginning', () => {
  const results = Array.from({ length: 1000 }, (_, index) => ({
    id: `r${index}`,
    outcome: 'fail',
    reason: { text: `${index} ${'x'.repeat(3000)}` },
  }));
  const { text } = documentOf({ results });
  expect(text).toContain('4 xxx');
  expect(text).not.toContain('5 xxx');
  expect(text.length).toBeLessThan(1200);
});

test('of a thousand values that a variable had in commands the first few are found', () => {
  const results = Array.from({ length: 1000 }, (_, index) => ({
    ...{ id: `r${index}`, outcome: 'pass' },
    command: { form: 'complete', text: 'x', env: { SEED: `${index}-${'x'.repeat(3000)}` } },
  }));
  const { text } = documentOf({ results });
  expect(text).toContain('SEED=19-x');
  expect(text).not.toContain('SEED=20-x');
  expect(text.length).toBeLessThan(4500);
});
