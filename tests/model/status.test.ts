import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { weigh } from '../../src/model/evidence.ts';
import { standingOf } from '../../src/model/status.ts';
import type { EvidenceLink } from '../../src/schema/evidence-link.ts';
import { finding, type FindingStatus } from '../../src/schema/finding.ts';
import { libraryOf, writtenRun } from '../library-of.ts';
import '../fuzz/budget.ts';

const piece = (id: string, strength: string) => ({ id, kind: 'log', strength });
const results = [
  { id: 'captured', outcome: 'pass', evidence: ['captured'] },
  { id: 'transcribed', outcome: 'pass', evidence: ['transcribed'] },
  { id: 'recalled', outcome: 'pass', evidence: ['recalled'] },
  { id: 'best-of', outcome: 'pass', evidence: ['recalled', 'captured'] },
  { id: 'bare', outcome: 'pass' },
];
const evidence = ['captured', 'transcribed', 'recalled'].map((name) => piece(name, name));
const settings = [
  { kind: 'env', name: 'A', effective: { state: 'shown', evidence: 'captured' } },
  { kind: 'env', name: 'B', readback: { value: '1', evidence: 'recalled' } },
  { kind: 'env', name: 'C', requested: '1' },
];
const from = (recordedFrom: string) =>
  writtenRun(recordedFrom, {
    results,
    evidence,
    settings,
    provenance: { recordedFrom, sources: [{ format: 'x' }] },
  });
const source = (id: string, kind: string, type: string) => ({
  id,
  kind,
  class: type,
  title: 'A source',
  summary: 'It says so.',
  date: '2025-11-06',
});

const library = libraryOf({
  run: [from('native'), from('import'), from('transcribed'), from('recalled')],
  source: [
    source('code', 'code', 'primary'),
    source('specification', 'specification', 'primary'),
    source('documentation', 'documentation', 'primary'),
    source('code-retold', 'code', 'secondary'),
    source('report', 'report', 'secondary'),
  ],
});

describe('the weight of', () => {
  test.each<[string, EvidenceLink, number]>([
    ['a captured result', { run: 'native', result: 'captured' }, 3],
    ['a captured result of an imported run', { run: 'import', result: 'captured' }, 3],
    ['a transcribed result', { run: 'native', result: 'transcribed' }, 2],
    ['a recalled result', { run: 'native', result: 'recalled' }, 1],
    ['a result with several pieces: the best', { run: 'native', result: 'best-of' }, 3],
    ['a result with nothing captured', { run: 'native', result: 'bare' }, 2],
    ['a result of a transcribed run', { run: 'transcribed', result: 'captured' }, 2],
    ['a result of a recalled run', { run: 'recalled', result: 'captured' }, 1],
    ['a result with nothing captured of a recalled run', { run: 'recalled', result: 'bare' }, 1],
    ['a run as a whole', { run: 'native' }, 3],
    ['a setting shown to act', { run: 'native', setting: 'A' }, 3],
    ['a setting read back from memory', { run: 'native', setting: 'B' }, 1],
    ['a setting with nothing captured', { run: 'native', setting: 'C' }, 2],
    ['code', { source: 'code' }, 3],
    ['a specification', { source: 'specification' }, 3],
    ['documentation', { source: 'documentation' }, 2],
    ['what somebody says of code', { source: 'code-retold' }, 2],
    ['a report', { source: 'report' }, 2],
    ['an inference', { inference: 'because' }, 1],
    ['a run that is not there', { run: 'nowhere' }, 0],
    ['a source that is not there', { source: 'nowhere' }, 0],
  ])('%s', (_, link, weight) => {
    expect(weigh(link, library)).toBe(weight);
  });
});

/** One piece of each weight. */
const WEIGHING: readonly EvidenceLink[] = [
  { run: 'nowhere' },
  { inference: 'because' },
  { source: 'report' },
  { run: 'native', result: 'captured' },
];
const link = (weight: number) => WEIGHING[weight] ?? {};

const claim = (rest: object) =>
  finding.parse({ id: 'x', claim: 'It is so.', topic: 'cause', basis: 'inferred', ...rest });
const standing = (pro: readonly number[], contra: readonly number[], rest: object = {}) =>
  standingOf(claim({ supports: pro.map(link), contradicts: contra.map(link), ...rest }), library);

describe('the heavier strongest piece wins', () => {
  test.each<[number[], number[], FindingStatus]>([
    [[], [], 'unproven'],
    [[0], [0], 'unproven'],
    [[1], [], 'likely'],
    [[1, 1, 1], [], 'likely'],
    [[2], [], 'supported'],
    [[3], [], 'supported'],
    [[3], [2, 2, 2], 'supported'],
    [[2], [1], 'supported'],
    [[1], [0], 'likely'],
    [[1], [1], 'contested'],
    [[2, 1], [2], 'contested'],
    [[3], [3], 'contested'],
    [[], [1], 'refuted'],
    [[], [3], 'refuted'],
    [[1, 2], [3], 'refuted'],
  ])('for %j, against %j: %s', (pro, contra, status) => {
    expect(standing(pro, contra)).toEqual({
      status,
      for: Math.max(0, ...pro),
      against: Math.max(0, ...contra),
    });
  });
});

test('a claim that somebody merely asserts is unproven, whoever says it', () => {
  const assertedBy = [{ source: 'specification' }, { source: 'code' }];
  expect(standing([], [], { basis: 'asserted', assertedBy }).status).toBe('unproven');
});

test('a claim with a successor is superseded, whatever it weighs', () => {
  expect(standing([3], [], { supersededBy: 'other' }).status).toBe('superseded');
});

describe('a status set by hand', () => {
  const override = (status: string) => ({
    override: { status, by: 'somebody', on: '2025-11-06', why: 'because' },
  });

  test('stands beside the computed one', () => {
    expect(standing([], [3], override('contested'))).toMatchObject({
      status: 'contested',
      computed: 'refuted',
    });
  });

  test('is no override if it says the same', () => {
    expect(standing([], [3], override('refuted'))).not.toHaveProperty('computed');
  });
});

const RANK = ['refuted', 'contested', 'unproven', 'likely', 'supported'];
const weights = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 });

test('another piece for a claim never moves it towards refuted, one against never away', () => {
  fc.assert(
    fc.property(weights, weights, fc.integer({ min: 0, max: 3 }), (pro, contra, more) => {
      const before = RANK.indexOf(standing(pro, contra).status);
      expect(RANK.indexOf(standing([...pro, more], contra).status)).toBeGreaterThanOrEqual(before);
      expect(RANK.indexOf(standing(pro, [...contra, more]).status)).toBeLessThanOrEqual(before);
    }),
  );
});

test('the order of the evidence makes no difference', () => {
  fc.assert(
    fc.property(weights, weights, (pro, contra) => {
      expect(standing(pro.toReversed(), contra.toReversed())).toEqual(standing(pro, contra));
    }),
  );
});
