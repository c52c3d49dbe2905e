import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCard, readState, writeState } from '../../src/publish/explainer-state.ts';
import {
  explain,
  type ExplainerData,
  type ExplainerState,
  questionOf,
} from '../../src/publish/explanation.ts';
import '../fuzz/budget.ts';

const values = (...ids: string[]) => ids.map((id) => ({ id, title: `the ${id}` }));
const row = (id: string, when: ExplainerData['rows'][number]['when'], gives: string) => ({
  id,
  when,
  gives,
  decidedBy: 'driver',
  consults: 'knob' in when ? ['knob'] : [],
});
const card = (
  key: string,
  label: string,
  family: string,
  more: object = {},
  aliases: string[] = [],
) => ({
  key,
  label,
  family,
  familyName: family,
  aliases,
  where: { gpu: family, ...more },
});

const data: ExplainerData = {
  axes: [
    { id: 'gpu', title: 'Family', param: 'family', values: values('old', 'new', 'odd') },
    {
      id: 'request',
      title: 'Request',
      param: 'request',
      preset: 'plain',
      values: values('plain', 'coherent', 'fixed'),
    },
    {
      id: 'knob',
      title: 'Knob',
      param: 'knob_value',
      preset: '0',
      setting: { id: 'knob', name: 'driver_knob', initial: '0' },
      values: values('0', '1', '2'),
    },
    { id: 'kind', title: 'Kind', param: 'kind', detail: true, values: values('dgpu', 'apu') },
  ],
  rows: [
    row('old-any', { gpu: 'old' }, 'nc'),
    row('new-plain-0', { gpu: 'new', request: 'plain', knob: '0' }, 'rw'),
    row('new-plain-1', { gpu: 'new', request: 'plain', knob: '1' }, 'nc'),
    row('new-plain-2', { gpu: 'new', request: 'plain', knob: '2' }, 'nc'),
    row('new-fixed-1', { gpu: 'new', request: 'fixed', knob: '1' }, 'rw'),
    row('new-coherent-dgpu', { gpu: 'new', request: 'coherent', kind: 'dgpu' }, 'uc'),
    row('new-coherent-apu', { gpu: 'new', request: 'coherent', kind: 'apu' }, 'nc'),
  ],
  impossible: [
    { id: 'no-odd-coherent', when: { gpu: 'odd', request: 'coherent' } },
    { id: 'no-fixed-2', when: { request: 'fixed', knob: '2' } },
  ],
  cards: [
    card('radeon-5600', 'Radeon 5600', 'old', {}, ['1002:731f', '0x731f']),
    card('radeon-5700', 'Radeon 5700', 'old'),
    card('mi300a', 'MI300A', 'new', { kind: 'apu' }),
    card('mi300x', 'MI300X', 'new', { kind: 'dgpu' }),
    card('old', 'Old', 'old'),
    card('new', 'New', 'new'),
    card('odd', 'Odd', 'odd'),
  ],
  settled: ['gpu'],
  way: [
    { step: 'ask', becomes: [{ request: 'coherent' }, {}] },
    { step: 'write', layer: 'driver', becomes: [{}] },
  ],
  types: { rw: 'RW', nc: 'NC', uc: 'UC' },
  layers: { driver: 'the driver' },
};

const said = (key: string | undefined, chosen: Record<string, string> = {}) =>
  explain(data, { ...(key === undefined ? {} : { card: key }), chosen });
const effect = (...args: Parameters<typeof said>) => said(...args).settings[0]?.sentence;

describe('an explanation', () => {
  test('names the type, who decided and by which rule', () => {
    expect(said('mi300x', { knob: '1' })).toMatchObject({
      headline: 'NC',
      types: ['nc'],
      deciders: ['driver'],
      rows: ['new-plain-1'],
      cases: [],
      way: [
        { step: 'ask', holds: [1] },
        { step: 'write', holds: [0] },
      ],
    });
  });

  test('lists the cases of an answer that depends on something, each with what settles it', () => {
    expect(said('new', { request: 'coherent' })).toMatchObject({
      headline: 'UC or NC',
      cases: [
        { when: 'Kind: the dgpu', gives: 'UC', sets: { kind: 'dgpu' } },
        { when: 'Kind: the apu', gives: 'NC', sets: { kind: 'apu' } },
      ],
    });
  });

  test('takes from the card what the card settles, and nothing against it', () => {
    expect(said('mi300a', { request: 'coherent' }).headline).toBe('NC');
    expect(questionOf(data, { card: 'mi300a', chosen: { kind: 'dgpu' } })['kind']).toBe('apu');
  });

  test('says what was asked, the setting as it is written', () => {
    expect(said('mi300x').asked).toBe(
      'MI300X · Request: the plain · `driver_knob=0` · Kind: the dgpu',
    );
  });

  test('says unknown and impossible in words', () => {
    expect(said('odd').headline).toBe('Not known');
    expect(said('odd', { request: 'coherent' })).toMatchObject({
      headline: 'Cannot occur',
      because: ['no-odd-coherent'],
    });
  });
});

test('the cases of everything that was left open, one within the other', () => {
  const { headline, cases, because, asked, types } = said(undefined, { request: 'coherent' });
  // What cannot occur is no case.
  expect(headline).toBe('NC or UC');
  expect(cases).toEqual([
    { when: 'Family: the old', gives: 'NC', sets: { gpu: 'old' } },
    {
      when: 'Family: the new, Kind: the dgpu',
      gives: 'UC',
      sets: { gpu: 'new', kind: 'dgpu' },
    },
    { when: 'Family: the new, Kind: the apu', gives: 'NC', sets: { gpu: 'new', kind: 'apu' } },
  ]);
  expect(because).toEqual(['no-odd-coherent']);
  expect(asked).toBe('Request: the coherent · `driver_knob=0`');
  expect(types).toEqual(['nc', 'uc']);
  expect(said(undefined).headline).toBe('NC or RW or not known');
});

test('several values of one case stand in it together, and settle nothing', () => {
  const { cases } = explain(
    { ...data, axes: data.axes.map(({ preset: _, ...axis }) => axis) },
    { card: 'mi300x', chosen: { request: 'plain' } },
  );
  expect(cases).toEqual([
    { when: 'Knob: the 0', gives: 'RW', sets: { knob: '0' } },
    { when: 'Knob: the 1 or the 2', gives: 'NC', sets: {} },
  ]);
});

describe('what a setting changed', () => {
  test('nothing, where it cannot occur', () => {
    expect(effect('odd', { request: 'coherent' })).toBe(
      'So `driver_knob=0` has nothing to act on.',
    );
  });

  test('something in some cases', () => {
    const rows = data.rows.map((one) =>
      one.id === 'new-coherent-apu' ? { ...one, consults: ['knob'] } : one,
    );
    const state = { card: 'new', chosen: { request: 'coherent' } };
    expect(explain({ ...data, rows }, state).settings).toEqual([
      {
        setting: 'knob',
        sentence:
          '`driver_knob=0` is read in some of these cases and not in others: choose further below.',
      },
    ]);
  });

  test('nothing, though it is read', () => {
    const rows = data.rows.map((one) => ({ ...one, consults: ['knob'] }));
    expect(explain({ ...data, rows }, { card: 'old', chosen: {} }).settings[0]?.sentence).toBe(
      '`driver_knob=0` is read here, but every value gives the same.',
    );
  });

  test('what others would, where no default is known', () => {
    const axes = data.axes.map((axis) =>
      axis.setting === undefined ? axis : { ...axis, setting: { id: 'knob', name: 'driver_knob' } },
    );
    expect(explain({ ...data, axes }, { card: 'mi300x', chosen: {} }).settings[0]?.sentence).toBe(
      '`driver_knob=0` is read here and gives RW: 1 would give NC, 2 would give NC.',
    );
  });

  test('as the default does, though others would not', () => {
    const axes = data.axes.map((axis) =>
      axis.setting === undefined ? axis : { ...axis, setting: { ...axis.setting, initial: '2' } },
    );
    const state = { card: 'mi300x', chosen: { knob: '1' } };
    expect(explain({ ...data, axes }, state).settings[0]?.sentence).toBe(
      '`driver_knob=1` is read here and gives NC: 0 would give RW.',
    );
  });

  test('nothing, where no row reads it', () => {
    expect(effect('radeon-5600', { knob: '1' })).toBe(
      '`driver_knob=1` changes nothing: the code that chooses memory types for this card never reads it.',
    );
  });

  test('nothing here, where it is read for another request', () => {
    expect(effect('mi300x', { request: 'coherent', knob: '1' })).toMatch(
      /^`driver_knob=1` changes nothing here: it is read on this card, but not for this memory/,
    );
  });

  test('the default, with what the others would do', () => {
    expect(effect('mi300x')).toBe(
      '`driver_knob=0` is the default, and is read here: 1 would give NC, 2 would give NC.',
    );
  });

  test('another value, against the default', () => {
    expect(effect('mi300x', { knob: '2' })).toBe(
      '`driver_knob=2` is read here and gives NC; the default, 0, gives RW.',
    );
  });

  test('what another would do, though that is not known or cannot occur', () => {
    expect(effect('mi300x', { request: 'fixed', knob: '1' })).toBe(
      '`driver_knob=1` is read here and gives RW; what the default, 0, gives is not known.',
    );
    const moved = data.axes.map((axis) =>
      axis.setting === undefined ? axis : { ...axis, setting: { ...axis.setting, initial: '1' } },
    );
    const fixed = { card: 'mi300x', chosen: { request: 'fixed', knob: '1' } };
    expect(explain({ ...data, axes: moved }, fixed).settings[0]?.sentence).toBe(
      '`driver_knob=1` is the default, and is read here: what 0 would give is not known, with 2 it cannot occur.',
    );
  });

  test('nothing, as far as it is known', () => {
    const rows = data.rows.filter(({ id }) => id !== 'new-coherent-dgpu');
    const unsaid = explain({ ...data, rows }, { card: 'new', chosen: { request: 'coherent' } });
    expect(unsaid.headline).toBe('not known or NC');
    expect(unsaid.settings[0]?.sentence).toBe(
      '`driver_knob=0` changes nothing in the cases that are known; whether it is read in the others is not.',
    );
    const old = [row('old-plain', { gpu: 'old', request: 'plain' }, 'nc')];
    const plain = explain({ ...data, rows: old }, { card: 'old', chosen: {} });
    expect(plain.settings[0]?.sentence).toBe(
      '`driver_knob=0` changes nothing here: no rule that is known for this card reads it.',
    );
  });

  test('something, as far as it is known', () => {
    const rows = data.rows.flatMap((one) => {
      if (one.id === 'new-coherent-dgpu') return [];
      return [one.id === 'new-coherent-apu' ? { ...one, consults: ['knob'] } : one];
    });
    const state = { card: 'new', chosen: { request: 'coherent' } };
    expect(explain({ ...data, rows }, state).settings[0]?.sentence).toBe(
      '`driver_knob=0` is read in some of these cases; in others it is not, or nothing is known: choose further below.',
    );
  });

  test('not known, where no row covers it', () => {
    expect(effect('odd')).toBe('Whether `driver_knob=0` is read here is not known.');
  });
});

describe('the address of a state', () => {
  const read = (query: string) => readState(data, new URLSearchParams(query));

  test('names the card and every value', () => {
    expect(read('gpu=mi300x&request=coherent&knob_value=1')).toEqual({
      state: { card: 'mi300x', chosen: { request: 'coherent', knob: '1' } },
      problems: [],
    });
  });

  test.each([
    ['Radeon 5600', 'radeon-5600'],
    ['RADEON-5600', 'radeon-5600'],
    ['0x731F', 'radeon-5600'],
    ['1002:731f', 'radeon-5600'],
    ['radeon', 'radeon-5600'],
  ])('takes the card %s for what it is', (name, key) => {
    expect(findCard(name, data.cards)).toMatchObject({ key });
  });

  test('says that a card is not known, and which are', () => {
    expect(read('gpu=voodoo').problems).toEqual([
      '“voodoo” is no card that this table knows. Choose one from the list, or write old, new or odd.',
    ]);
  });

  test('says that a name is of several cards that differ', () => {
    expect(read('gpu=mi300').problems).toEqual([
      '“mi300” is more than one card. Choose one from the list, or write mi300a or mi300x.',
    ]);
  });

  test('says that a value is not known, and which are; the rest of the state stands', () => {
    expect(read('gpu=mi300x&knob_value=7')).toEqual({
      state: { card: 'mi300x', chosen: {} },
      problems: ['“7” is no value of “knob_value”. Known are 0, 1 or 2.'],
    });
  });

  test('says that the card settles a value that is named against it', () => {
    expect(read('gpu=mi300x&kind=apu')).toEqual({
      state: { card: 'mi300x', chosen: {} },
      problems: ['“Kind” is settled by the card: for MI300X it is “the dgpu”.'],
    });
  });

  test('passes over what links pick up on their way', () => {
    expect(read('utm_source=x&gpu=old&fbclid=1')).toEqual({
      state: { card: 'old', chosen: {} },
      problems: [],
    });
  });

  test('shortens what is quoted back', () => {
    expect(read(`gpu=${'x'.repeat(5000)}`).problems[0]?.length).toBeLessThan(250);
  });

  const states: fc.Arbitrary<ExplainerState> = fc.record({
    card: fc.constantFrom(...data.cards.map(({ key }) => key)),
    chosen: fc
      .record(
        {
          request: fc.constantFrom('plain', 'coherent'),
          knob: fc.constantFrom('0', '1', '2'),
        },
        { requiredKeys: [] },
      )
      .map((chosen) => chosen as Record<string, string>),
  });

  test('gives every state back', () => {
    fc.assert(
      fc.property(states, (state) => {
        const written = new URLSearchParams(writeState(data, state));
        expect(readState(data, written)).toEqual({ state, problems: [] });
      }),
    );
  });

  test('gives a state and an explanation, whatever it says', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string({ unit: 'binary' }))), (pairs) => {
        const { state } = readState(data, [
          ...pairs,
          ...pairs.map(([, value]) => ['gpu', value] as const),
          ...pairs.map(([, value]) => ['knob_value', value] as const),
        ]);
        expect(explain(data, state).headline).not.toBe('');
      }),
    );
  });
});
