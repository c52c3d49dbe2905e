import { expect, test } from 'vitest';
import { settingReading } from '../../src/publish/setting-reading.ts';

const setting = { kind: 'env', name: 'A' } as const;

test.each([
  [{}, {}],
  [{ requested: '1' }, { requested: '1' }],
  [{ unset: true }, { requested: 'not set, on purpose' }],
  [{ readback: { value: '0' } }, { readback: '0' }],
  [{ effective: { state: 'shown', value: '9', evidence: 'e' } }, { effective: '9' }],
  [{ effective: { state: 'shown', evidence: 'e' } }, { effective: 'shown' }],
  [{ effective: { state: 'shown-not', evidence: 'e' } }, { effective: 'shown to have no effect' }],
] as const)('%j reads %j', (recorded, reading) => {
  expect(settingReading({ ...setting, ...recorded })).toEqual(reading);
});
