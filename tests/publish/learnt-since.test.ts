import { expect, test } from 'vitest';
import { learntSince } from '../../src/publish/learnt-since.ts';
import { run as schema } from '../../src/schema/run.ts';
import { libraryOf, writtenRun } from '../library-of.ts';

const effect = (text: string, gpus: readonly string[]) => ({
  ...{ text, gpus, state: 'not-consulted' },
  evidence: [{ inference: 'So it is.' }],
});
const gpu = (id: string) => ({ id, name: id, summary: 'A family.', gfx: [], products: [] });
const setting = (id: string, kind: string, effects: readonly object[]) => ({
  ...{ id, kind, name: 'one', summary: 'A setting.', values: [] },
  effects,
});
const library = libraryOf({
  gpu: [gpu('here'), gpu('there')],
  setting: [
    setting('of-a-module', 'modparam', [
      effect('Not here.', ['there', 'here']),
      effect('Not there.', ['there']),
      effect('Nowhere.', []),
    ]),
    setting('of-an-environment', 'env', [effect('No.', [])]),
  ],
});

function learnt(settings: readonly object[], rest: object = {}) {
  const machine = { gpus: [{ family: 'here' }, { name: 'A card' }] };
  const run = schema.parse(writtenRun('r', { machine, settings, ...rest }));
  return learntSince(run, library).map(({ statement }) => statement.text);
}

test('what a setting does on the cards of a run is joined to it, asked for or only read back', () => {
  const both = ['Not here.', 'Nowhere.'];
  expect(learnt([{ kind: 'modparam', name: 'one', requested: '1' }])).toEqual(both);
  const readback = { value: '1' };
  expect(learnt([{ kind: 'modparam', name: 'one', readback }])).toEqual(both);
});

test('nothing is joined to what is not set, to another kind or to another name', () => {
  expect(learnt([{ kind: 'modparam', name: 'one', unset: true }])).toEqual([]);
  expect(learnt([{ kind: 'modparam', name: 'two', requested: '1' }])).toEqual([]);
  expect(learnt([{ kind: 'env', name: 'one', requested: '1' }])).toEqual(['No.']);
});

test('a variable of a command counts as one of the environment', () => {
  const command = { form: 'complete', text: 'x', env: { one: '1' } };
  const results = [{ id: 'a', outcome: 'pass', command }];
  expect(learnt([], { results })).toEqual(['No.']);
});

test('a variable of many commands is told of once, where it stands first', () => {
  const command = { form: 'complete', text: 'x', env: { one: '1' } };
  const results = ['a', 'b', 'c'].map((id) => ({ id, outcome: 'pass', command }));
  const run = schema.parse(writtenRun('r', { results }));
  expect(learntSince(run, library).map(({ about }) => about?.target)).toEqual([
    { kind: 'run', id: 'r', anchor: 'a' },
  ]);
  expect(learnt([{ kind: 'env', name: 'one', requested: '1' }], { results })).toEqual(['No.']);
  const machine = { gpus: [{ family: 'here' }] };
  const module = { kind: 'modparam', name: 'one', requested: '1' };
  expect(learnt([module], { results, machine })).toEqual(['Not here.', 'Nowhere.', 'No.']);
});
