import { expect, test } from 'vitest';
import { homePage } from '../../src/publish/home-page.ts';
import { libraryOf, writtenRun } from '../library-of.ts';

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
