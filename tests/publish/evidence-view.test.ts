import { expect, test } from 'vitest';
import { effectView, evidenceView } from '../../src/publish/evidence-view.ts';
import { libraryOf, writtenRun } from '../library-of.ts';

const evidence = 'log';
const settings = [
  { name: 'read', requested: '1', readback: { value: '2', evidence } },
  { name: 'acting', requested: '1', effective: { state: 'shown', evidence } },
  { name: 'idle', requested: '1', effective: { state: 'shown-not', evidence } },
  { name: 'asked', requested: '1' },
  { name: 'unset', unset: true },
  { name: 'named' },
].map((setting) => ({ kind: 'env', ...setting }));
const log = { id: evidence, kind: 'log', excerpt: 'x', strength: 'captured' };
const library = libraryOf({ run: [writtenRun('run', { settings, evidence: [log] })] });

test.each([
  ['read', '`read` read back as `2`', 'a captured reading'],
  ['acting', '`acting` shown in effect', 'a captured reading'],
  ['idle', '`idle` shown to have no effect', 'a captured reading'],
  ['asked', '`asked` requested as `1`, not read back', 'a captured request, not read back'],
  ['unset', '`unset` not set, on purpose; not read back', 'a captured request, not read back'],
  ['named', '`named` not recorded', 'a captured name alone'],
])('the setting %s is called what the run holds of it', (setting, label, why) => {
  const { link, weightWhy } = evidenceView({ run: 'run', setting }, library);
  expect([link?.label, weightWhy]).toEqual([label, why]);
});

test('an effect is inferred where reasoning is a part of what it rests on', () => {
  const basisOf = (...links: Parameters<typeof evidenceView>[0][]) =>
    effectView({ text: 'It acts.', evidence: links }, library).basis;
  const [source, run, inference] = [{ source: 's' }, { run: 'run' }, { inference: 'So.' }];
  expect(basisOf(source)).toBe('cited');
  expect(basisOf(source, run)).toBe('observed');
  expect(basisOf(source, run, inference)).toBe('inferred');
});
