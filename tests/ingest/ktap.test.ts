import { describe, expect, test } from 'vitest';
import { readFile } from '../../src/ingest/index.ts';
import { ktapLine, withoutLogPrefix } from '../../src/ingest/ktap-line.ts';
import { inPieces } from './byte-stream.ts';
import { reportedIn } from './reported-in.ts';

const readLines = (lines: readonly string[]) => reportedIn([...lines, ''].join('\n'), 'dmesg.log');

const read = (...lines: readonly string[]) => readLines(['KTAP version 1', ...lines]);

describe('a line', () => {
  test.each([
    ['KTAP version 1', { kind: 'version', version: '1', isKtap: true }],
    ['TAP version 14  ', { kind: 'version', version: '14', isKtap: false }],
    ['KTAP version 1 of many', { kind: 'text' }],
    ['1..12', { kind: 'plan', count: 12, comment: undefined }],
    ['1..0  #  SKIP no card', { kind: 'plan', count: 0, comment: 'SKIP no card' }],
    ['1..3 ', { kind: 'plan', count: 3, comment: undefined }],
    ['1..3 tests', { kind: 'text' }],
    ['11..3', { kind: 'text' }],
    ['# Subtest: amdgpu ring', { kind: 'subtest', name: 'amdgpu ring' }],
    ['## Subtest: no', { kind: 'text' }],
    ['Bail out!  no device ', { kind: 'bail-out', reason: 'no device' }],
    ['bail OUT!', { kind: 'bail-out', reason: '' }],
    ['do not Bail out!', { kind: 'text' }],
    ['okay 1 a', { kind: 'text' }],
    ['not okay', { kind: 'text' }],
  ])('%s', (line, said) => {
    expect(ktapLine(line)).toEqual(said);
  });

  test.each([
    ['ok 12 - a b', true, 12, 'a b', undefined, undefined],
    ['ok 12 a b', true, 12, 'a b', undefined, undefined],
    ['ok 12   -   a', true, 12, 'a', undefined, undefined],
    ['ok', true, undefined, '', undefined, undefined],
    ['not ok', false, undefined, '', undefined, undefined],
    ['ok - a', true, undefined, 'a', undefined, undefined],
    ['not ok 3 - a # TODO:  later ', false, 3, 'a', 'TODO', 'later'],
    ['ok 3 a #SKIP', true, 3, 'a', 'SKIP', ''],
    ['ok 3 # skip no card', true, 3, '', 'SKIP', 'no card'],
    ['not ok 3 a # XFAIL', false, 3, 'a', 'XFAIL', ''],
    ['not ok 3 a # TIMEOUT 45 seconds', false, 3, 'a', 'TIMEOUT', '45 seconds'],
    ['not ok 3 a # exit=1', false, 3, 'a', undefined, 'exit=1'],
    ['not ok 3 a # Skipped it', false, 3, 'a', undefined, 'Skipped it'],
    ['ok 3 a#1 # 12', true, 3, 'a#1', undefined, '12'],
  ])('%s', (line, ok, number, name, directive, reason) => {
    expect(ktapLine(line)).toEqual({
      kind: 'point',
      point: { ok, directive, reason },
      number,
      name,
    });
  });

  test.each([
    ['[    3.214159] ok 1 a', 'ok 1 a'],
    ['<6>[    3.214159][    T1] ok 1 a', 'ok 1 a'],
    ['<6>ok 1 a', 'ok 1 a'],
    ['Nov  6 10:00:00 box kernel: [    3.2] ok 1 a', 'ok 1 a'],
    ['[    3.2]   ok 1 a', '  ok 1 a'],
    ['[drm] ok 1 a', '[drm] ok 1 a'],
    ['ok 1 [ 3.2] a', 'ok 1 [ 3.2] a'],
  ])('%s is told without what a log writes before it', (line, rest) => {
    expect(withoutLogPrefix(line)).toBe(rest);
  });
});

describe('groups', () => {
  test('stand before their own result, which is above them', async () => {
    const { cases, names, outcomes, incomplete, planned, codes } = await read(
      '1..2',
      '  KTAP version 1',
      '  # Subtest: ring',
      '  1..2',
      '  ok 1 alloc',
      '  not ok 2 submit',
      'not ok 1 ring',
      'ok 2 vm',
    );
    expect(names).toEqual(['ring', 'alloc', 'submit', 'vm']);
    expect(outcomes).toEqual(['fail', 'pass', 'fail', 'pass']);
    expect(cases.map(({ parent }) => parent)).toEqual([undefined, 0, 0, undefined]);
    expect(cases.map(({ group }) => group)).toEqual([[], ['ring'], ['ring'], []]);
    expect([planned, incomplete, codes]).toEqual([2, undefined, []]);
  });

  test('name their own result where that has no name', async () => {
    const { names } = await read('1..2', '  # Subtest: ring', '  1..1', '  ok 1', 'ok 1', 'ok 2');
    expect(names).toEqual(['ring', 'test 1', 'test 2']);
  });

  test('without a result of their own leave the run incomplete', async () => {
    const one = ['  # Subtest: ring', '  1..1', '  ok 1 a'];
    const named = await read('1..1', ...one);
    expect(named.codes).toEqual(['group-without-result', 'count-differs']);
    expect(named.incomplete).toBe('the group "ring" has no result of its own');
    const nameless = await read('1..1', '  KTAP version 1', '  1..1', '  ok 1 a');
    expect(nameless.incomplete).toBe('a group has no result of its own');
    const before = await read('1..1', ...one, '  KTAP version 1', '  1..1', '  ok 1 b', 'ok 1 c');
    expect(before.codes).toContain('group-without-result');
    const above = await read('1..1', '    1..1', '    ok 1 deep', '  1..1', 'ok 1 c');
    expect(above.codes).toContain('count-differs');
  });

  test('that hold less than they plan are no pass', async () => {
    const { outcomes, incomplete, notes } = await read(
      '1..1',
      '  # Subtest: ring',
      '  1..2',
      '  ok 1 a',
      'ok 1 ring',
    );
    expect(outcomes[0]).not.toBe('pass');
    expect(incomplete).toBe('"ring" plans 2, but 1 stand there');
    expect(notes[0]).toBe('"ring" plans 2, but 1 stand there');
    const nameless = await read('1..1', '  1..2', '  ok 1 a', 'ok 1 b');
    expect(nameless.incomplete).toBe('a group plans 2, but 1 stand there');
    const top = await read('1..3', 'ok 1 a');
    expect(top.incomplete).toBe('the file plans 3, but 1 stand there');
    expect(top.planned).toBe(3);
  });

  test('without a plan are told, and no reason to call the run incomplete', async () => {
    const named = await read('1..1', '  # Subtest: ring', '  ok 1 a', 'ok 1 ring');
    expect([named.codes, named.notes]).toEqual([['no-plan'], ['ring']]);
    expect(named.incomplete).toBeUndefined();
    const nameless = await read('1..1', '  ok 1 a', 'ok 1 b');
    expect(nameless.notes).toEqual(['a group without a plan']);
  });

  test('that call themselves better than their parts are told', async () => {
    const { outcomes, codes, notes } = await read(
      '1..1',
      '  # Subtest: ring',
      '  1..1',
      '  not ok 1 a',
      'ok 1 ring',
    );
    expect([outcomes, codes]).toEqual([['fail', 'fail'], ['better-than-parts']]);
    expect(notes).toEqual(['ok, fail']);
  });

  test('may be hidden behind number signs, once for each level', async () => {
    const { names, outcomes, cases, incomplete } = await readLines([
      'TAP version 13',
      '1..1',
      '# TAP version 13',
      '# 1..2',
      '# # TAP version 13',
      '# # 1..1',
      '# # not ok 1 inner',
      '# not ok 1 outer',
      '# ok 2 beside',
      '# just a remark',
      'not ok 1 suite',
    ]);
    expect(names).toEqual(['suite', 'outer', 'inner', 'beside']);
    expect(outcomes).toEqual(['fail', 'fail', 'fail', 'pass']);
    expect(incomplete).toBeUndefined();
    expect(cases[0]?.outputs[0]?.text).toBe('# just a remark\n');
  });

  test('are not begun by what only looks hidden, nor ended by a hidden call to stop', async () => {
    const { names, incomplete } = await read(
      '1..2',
      '# ok 1 said by a program',
      'ok 1 a',
      '# TAP version 13',
      '# 1..1',
      '# Bail out! only there',
      '# ok 1 b',
      'ok 2 c',
    );
    expect(names).toEqual(['a', 'c', 'b']);
    expect(incomplete).toBeUndefined();
  });

  test('begin again with a header where they have begun already', async () => {
    const { names, incomplete, planned } = await read(
      '1..1',
      'ok 1 a',
      'KTAP version 1',
      '1..2',
      'ok 1 b',
      'ok 2 c',
    );
    expect([names, planned, incomplete]).toEqual([['a', 'b', 'c'], 3, undefined]);
  });

  test('so deep that nobody meant it are refused', async () => {
    const deep = Array.from({ length: 300 }, (_, at) => `${' '.repeat(at)}KTAP version 1`);
    const bytes = new TextEncoder().encode(deep.join('\n'));
    const reading = await readFile(inPieces(bytes), 'dmesg.log');
    expect(reading.kind).toBe('refused');
  });
});

describe('what does not add up is told', () => {
  test('a file without a plan is incomplete', async () => {
    const { incomplete, planned, codes } = await read('ok 1 a');
    expect([incomplete, planned, codes]).toEqual(['the file has no plan', undefined, []]);
  });

  test('the first plan counts', async () => {
    const { planned, codes, notes } = await read('1..1', '1..5', 'ok 1 a');
    expect([planned, codes, notes]).toEqual([1, ['second-plan'], ['1..5']]);
  });

  test('what stands behind a plan', async () => {
    const { codes, notes } = await read('1..1 # for now', 'ok 1 a');
    expect([codes, notes]).toEqual([['plan-comment'], ['for now']]);
  });

  test('a number that is not due', async () => {
    const { codes, notes } = await read('1..3', 'ok 1 a', 'ok b', 'ok 2 c');
    expect([codes, notes]).toEqual([['test-number'], ['number 2 where 3 is due']]);
  });

  test('more tests than planned', async () => {
    const { planned, incomplete } = await read('1..1', 'ok 1 a', 'ok 2 b');
    expect([planned, incomplete]).toEqual([2, 'the file plans 1, but 2 stand there']);
  });

  test('a call to stop, with its reason', async () => {
    const { names, incomplete } = await read('1..2', 'ok 1 a', 'Bail out! no card', 'ok 2 b');
    expect(names).toEqual(['a']);
    expect(incomplete).toBe('bailed out: no card');
    expect((await read('1..1', 'Bail out!')).incomplete).toBe('bailed out: no reason given');
  });
});

describe('texts between the results', () => {
  test('are of the test that comes next, and its reason where it gives none', async () => {
    const { cases, codes } = await read(
      '1..4',
      'ring 0 timed out waiting',
      'not ok 1 a',
      'all is well',
      'ok 2 b',
      'not ok 3 c # exit=1',
      '\u001b[31mred\u001b[0m',
      'not ok 4 d',
    );
    expect(cases.map(({ outputs }) => outputs.map(({ text }) => text))).toEqual([
      ['ring 0 timed out waiting\n'],
      ['all is well\n'],
      [],
      ['\u001b[31mred\u001b[0m\n'],
    ]);
    expect(cases.map(({ reason }) => reason)).toEqual([
      'ring 0 timed out waiting',
      undefined,
      'exit=1',
      'red',
    ]);
    expect(codes).toEqual(['escape-sequences']);
  });

  test('that hold a word and nothing else give no reason', async () => {
    const { cases } = await read('1..1', '   ', 'not ok 1 a');
    expect(cases[0]?.reason).toBeUndefined();
  });

  test('by which the kernel stops end all: the test that ran has crashed', async () => {
    const { names, outcomes, incomplete, cases, planned } = await read(
      '1..3',
      'ok 1 a',
      'BUG: unable to handle page fault',
      'Kernel panic - not syncing: Fatal exception',
      'ok 2 b',
    );
    expect([names, outcomes]).toEqual([
      ['a', 'test 2'],
      ['pass', 'crash'],
    ]);
    expect(incomplete).toBe('the kernel stopped: Kernel panic - not syncing: Fatal exception');
    expect(cases[1]?.reason).toBe('Kernel panic - not syncing: Fatal exception');
    expect(cases[1]?.outputs[0]?.text).toContain('BUG: unable to handle');
    expect(planned).toBe(3);
  });

  test('of a kernel log have their moments before them', async () => {
    const { formatVersion, names, outcomes, incomplete } = await readLines([
      '[    1.000000] KTAP version 1',
      '[    1.000001] 1..2',
      '[    1.000002]   # Subtest: ring',
      '[    1.000003]   1..1',
      '[    1.000004]   ok 1 alloc',
      '[    1.000005] ok 1 ring',
      '[    1.000006] ok 2 vm # SKIP no card',
    ]);
    expect([formatVersion, names]).toEqual(['1', ['ring', 'alloc', 'vm']]);
    expect([outcomes, incomplete]).toEqual([['pass', 'pass', 'skipped'], undefined]);
  });
});
