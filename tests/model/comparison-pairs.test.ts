import { expect, test } from 'vitest';
import { comparisonPairs } from '../../src/model/comparison-pairs.ts';
import { libraryOf, writtenRun } from '../library-of.ts';

interface Told {
  readonly day: string;
  readonly probes?: readonly string[];
  readonly card?: string;
  readonly comparesTo?: readonly string[];
}

function aRun(id: string, { day, probes = [], card, comparesTo }: Told) {
  return writtenRun(id, {
    time: { start: `2025-11-${day}` },
    ...(card !== undefined && { machine: { gpus: [{ name: card }] } }),
    ...(comparesTo !== undefined && { comparesTo }),
    results: probes.map((probe, index) => ({
      id: `x-${index}`,
      question: 'Does it run?',
      outcome: 'pass',
      ...(probe !== '' && { probe }),
    })),
  });
}

function pairs(
  told: Readonly<Record<string, Told>>,
  notes: readonly Readonly<Record<string, unknown>>[] = [],
) {
  const run = Object.entries(told).map(([id, one]) => aRun(id, one));
  const note = notes.map((one, index) => ({
    id: `note-${index}`,
    on: '2025-12-01',
    basis: 'inferred',
    evidence: [{ run: one['run'] }],
    ...one,
  }));
  return comparisonPairs(libraryOf({ run, note })).map(
    ({ a, b, why }) => `${a.id} ${b.id} ${why.join('+')}`,
  );
}

const card = 'RX 5700';

test('a run is compared with the latest one before it on its card with a probe in common', () => {
  const found = pairs({
    first: { day: '01', card, probes: ['conv', 'gemm'] },
    other: { day: '02', card, probes: ['gemm'] },
    alone: { day: '03', card, probes: ['relu'] },
    last: { day: '04', card, probes: ['conv', 'gemm', 'conv'] },
    again: { day: '05', card, probes: ['conv', ''] },
  });
  expect(found).toEqual(['last again before', 'other last before', 'first other before']);
});

test('another card, or none, makes no pair; nor do two results without a probe', () => {
  const probes = ['conv'];
  expect(
    pairs({ a: { day: '01', card, probes }, b: { day: '02', card: 'RX 5500', probes } }),
  ).toEqual([]);
  expect(pairs({ a: { day: '01', probes }, b: { day: '02', probes } })).toEqual([]);
  const unnamed = [''];
  expect(
    pairs({ a: { day: '01', card, probes: unnamed }, b: { day: '02', card, probes: unnamed } }),
  ).toEqual([]);
});

test('a run, or a note, may name another; the earlier one stands first', () => {
  const runs = {
    early: { day: '01' },
    late: { day: '02', comparesTo: ['early'] },
    later: { day: '03' },
  };
  expect(pairs(runs)).toEqual(['early late named']);
  const notes = [{ run: 'early', text: 'Beside it.', comparesTo: ['later', 'early'] }];
  expect(pairs(runs, notes)).toEqual(['early later named', 'early late named']);
});

test('a pair that is found twice stands once, with both reasons', () => {
  const probes = ['conv'];
  const runs = {
    a: { day: '01', card, probes },
    b: { day: '02', card, probes, comparesTo: ['a'] },
  };
  expect(pairs(runs)).toEqual(['a b before+named']);
  expect(pairs(runs, [{ run: 'b', text: 'Again.', comparesTo: ['a'] }])).toEqual([
    'a b before+named',
  ]);
});

test('of two runs of one day the one that names the other comes second', () => {
  const runs = { x: { day: '01', comparesTo: ['y'] }, y: { day: '01' } };
  expect(pairs(runs)).toEqual(['y x named']);
  const both = { x: { day: '01', comparesTo: ['y'] }, y: { day: '01', comparesTo: ['x'] } };
  expect(pairs(both)).toHaveLength(1);
});
