import { describe, expect, test } from 'vitest';
import {
  differenceAnchors,
  differenceInWords,
  lineageInWords,
  pairInWords,
} from '../../src/publish/comparison-quotes.ts';
import type { DifferenceRow, PairRow, ResultSide } from '../../src/publish/comparison-page.ts';
import type { LineageRow } from '../../src/publish/lineage-view.ts';
import {
  answerInWords,
  changedOptionInWords,
  changedStatusInWords,
  componentInWords,
  newFindingInWords,
  ruleInWords,
  stepInWords,
} from '../../src/publish/quoted-rows.ts';
import type { Link } from '../../src/publish/urls.ts';

const link = (label: string): Link => ({ label, target: { kind: 'finding', id: 'f' } });
const statement = (text: string) => ({ text, basis: 'cited' as const, evidence: [] });

test('a component of a stack says which version is which', () => {
  expect(componentInWords({ component: 'ROCm', installed: '7.0.2', copies: [] })).toBe(
    'ROCm: 7.0.2 installed, loaded not recorded',
  );
  expect(
    componentInWords({
      component: 'HIP',
      loaded: '5.7',
      copies: ['5.7 (bundled)', '6.0 (system)'],
    }),
  ).toBe('HIP: installed not recorded, 5.7 loaded, copies: 5.7 (bundled), 6.0 (system)');
});

describe('a decision', () => {
  test('names the conditions of a rule one by one', () => {
    const row = {
      id: 'r',
      when: [
        ['GPU family', 'RDNA1 or RDNA2'],
        ['What was asked for', 'Nothing in particular'],
      ] as const,
      gives: link('NC'),
      decidedBy: link('amdgpu'),
      statement: statement(''),
    };
    expect(ruleInWords(row)).toBe(
      'The memory type is NC, decided by amdgpu (GPU family: RDNA1 or RDNA2; what was asked for: Nothing in particular)',
    );
    expect(ruleInWords({ ...row, when: [] })).toBe(
      'The memory type is NC, decided by amdgpu (always)',
    );
  });

  test('says where a step is taken', () => {
    const step = { id: 's', title: 'Defaults', statement: statement('Set [with](x:y) `a_b`.') };
    expect(stepInWords({ ...step, layer: link('KFD') })).toBe('Defaults (KFD): Set with `a_b`.');
    expect(stepInWords({ ...step, statement: statement('') })).toBe('Defaults');
  });

  test('names the family of an answer, and what each value of the setting gives', () => {
    const setting = { link: link('`mtype_local`'), values: ['0', '1', '2'] };
    const table = { gpu: link('RDNA1'), axes: ['Where the memory lies'], setting };
    const values = ['System memory'];
    const cell = (words: string, span = 1) => ({ words, span });
    expect(answerInWords(table, { values, cells: [cell('NC', 3)] })).toBe(
      'The memory type on RDNA1 is NC whatever `mtype_local` is set to (where the memory lies: System memory)',
    );
    const cells = ['RW', 'NC', 'CC'].map((words) => cell(words));
    expect(answerInWords(table, { values, cells })).toBe(
      'The memory type on RDNA1 is RW with `mtype_local` set to 0, NC with 1 and CC with 2 (where the memory lies: System memory)',
    );
    const without = { gpu: table.gpu, axes: [] };
    expect(answerInWords(without, { values: [], cells: [cell('UC')] })).toBe(
      'The memory type on RDNA1 is UC',
    );
  });
});

test('what changed in an edition begins with the thing that changed', () => {
  const likely = { status: 'likely', words: 'likely' } as const;
  const refuted = { status: 'refuted', words: 'refuted' } as const;
  const claim = link('`mtype_local` is read.');
  expect(changedStatusInWords({ link: claim, from: likely, to: refuted })).toBe(
    '`mtype_local` is read: was likely, is refuted',
  );
  expect(newFindingInWords({ link: claim, status: likely })).toBe(
    '`mtype_local` is read: new, likely',
  );
  const cells = [
    { name: 'Status', from: 'Recommended.', to: 'Tried.' },
    { name: 'Cost', from: 'not in it', to: '[3 hours](x)' },
  ];
  expect(changedOptionInWords({ link: link('A. Patch'), cells })).toBe(
    'A. Patch: status was “Recommended”, is “Tried”; cost “3 hours”',
  );
  expect(changedOptionInWords({ link: link('A. Patch'), cells: cells.slice(1) })).toBe(
    'A. Patch: new; cost “3 hours”',
  );
});

describe('a comparison', () => {
  const row = (rest: Partial<DifferenceRow>): DifferenceRow => ({
    name: 'PyTorch',
    aspect: 'installed',
    agreement: 'differs',
    words: 'differs',
    ...rest,
  });
  const side = (outcome: ResultSide['outcome'], label = 'Does it run?'): ResultSide => ({
    outcome,
    link: link(label),
    times: [],
  });
  const pair = (rest: Partial<PairRow>): PairRow => ({
    anchor: 'a.b',
    akin: false,
    differences: [],
    ...rest,
  });

  test('says of each value whose it is', () => {
    expect(differenceInWords(row({ a: '2.0', b: '2.1' }))).toBe(
      'PyTorch installed: 2.0 in A, 2.1 in B (differs)',
    );
    expect(differenceInWords(row({ b: '2.1', words: 'recorded in one alone' }))).toBe(
      'PyTorch installed: not recorded in A, 2.1 in B (recorded in one alone)',
    );
    expect(differenceInWords(row({ a: '2', b: '2' }))).toBe('PyTorch installed: 2 in both');
    expect(differenceInWords(row({ words: 'recorded in neither' }))).toBe(
      'PyTorch installed: recorded in neither',
    );
  });

  test('gives things that are called alike anchors of their own', () => {
    const rows = [row({}), row({ aspect: 'loaded' }), row({})];
    const [first = '', second, third] = differenceAnchors('settings', rows);
    expect(first).toMatch(/^row-[0-9a-z]+$/);
    expect(second).not.toBe(first);
    expect(third).toBe(`${first}.2`);
    expect(differenceAnchors('stack', rows)[0]).not.toBe(first);
  });

  test('says what became of an answer, and what stands against comparing', () => {
    const differences = [row({ name: 'dtype', a: 'half', b: 'float' })];
    expect(pairInWords(pair({ a: side('crash'), b: side('pass'), differences }))).toBe(
      'Does it run? It crashed in A and passed in B; what differs: dtype half in A, float in B',
    );
    expect(pairInWords(pair({ a: side('crash'), b: side('crash') }))).toBe(
      'Does it run? It crashed in A and in B',
    );
    expect(pairInWords(pair({ b: side('hang') }))).toBe(
      'Does it run? It was not asked in A and hung in B',
    );
    const akin = { akin: true, obstacles: 'not comparable: 1 setting differs', differences };
    expect(pairInWords(pair({ a: side('hang'), b: side('pass', 'And so?'), ...akin }))).toBe(
      'Does it run? It hung in A. And so? It passed in B; the same point, asked by other means; not comparable: 1 setting differs',
    );
  });

  test('says where else a failure stands', () => {
    const seen = { outcome: 'crash', link: link('r-1'), date: '2 April 2023' } as const;
    const failure: LineageRow = {
      outcome: 'crash',
      link: link('Does it run?'),
      firstBad: seen,
      elsewhere: 'asked nowhere else',
      shown: [],
      akin: 'no pass by then',
      akinShown: [],
    };
    expect(lineageInWords(failure)).toBe(
      'Does it run? It crashed; last good: none on this card; first bad: run r-1 of 2 April 2023; asked nowhere else',
    );
    const more = { lastGood: seen, akin: '1 pass at this point', akinShown: [seen] };
    expect(lineageInWords({ ...failure, ...more })).toContain(
      'last good: run r-1 of 2 April 2023; first bad',
    );
    expect(lineageInWords({ ...failure, ...more })).toMatch(
      /; by other means 1 pass at this point$/,
    );
  });
});
