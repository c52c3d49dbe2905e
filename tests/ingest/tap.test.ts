import { describe, expect, test } from 'vitest';
import { readFile } from '../../src/ingest/index.ts';
import { inPieces } from './byte-stream.ts';

async function read(...lines: readonly string[]) {
  const bytes = new TextEncoder().encode(['TAP version 14', ...lines, ''].join('\n'));
  const reading = await readFile(inPieces(bytes), 'report.tap');
  if (reading.kind !== 'reported') throw new Error(`It is ${reading.kind}.`);
  const { cases, planned, incomplete, deviations } = reading.reported;
  return {
    planned,
    incomplete,
    codes: deviations.map(({ code }) => code),
    names: cases.map(({ name }) => name),
    outcomes: cases.map(({ mapped }) => mapped.outcome),
    cases,
  };
}

describe('a YAML block', () => {
  test('is text of the test point before it, whatever its lines look like', async () => {
    const { names, planned, incomplete, cases } = await read(
      '1..2',
      'not ok 1 - a',
      '  ---',
      '  got: |',
      '    ok 7 - no test',
      '    not ok 8 - no test either {',
      '',
      '    1..9',
      '    Bail out! no',
      '      ...',
      '  ...',
      'ok 2 - b',
    );
    expect(names).toEqual(['a', 'b']);
    expect([planned, incomplete]).toEqual([2, undefined]);
    expect(cases[0]?.outputs[0]?.text).toContain('    ok 7 - no test\n');
    expect(cases[0]?.reason).toContain('ok 7 - no test');
    expect(cases[1]?.outputs).toEqual([]);
  });

  test('ends with a line that is not indented as it is', async () => {
    const { names, incomplete } = await read('1..2', 'ok 1 - a', '  ---', '  got: 1', 'ok 2 - b');
    expect([names, incomplete]).toEqual([['a', 'b'], undefined]);
  });

  test('begins under a test point and indented only', async () => {
    const first = await read('  ---', '1..1', 'ok 1 - a');
    expect([first.names, first.planned]).toEqual([['a'], 1]);
    const flush = await read('1..2', 'ok 1 - a', '---', 'ok 2 - b');
    expect([flush.names, flush.incomplete]).toEqual([['a', 'b'], undefined]);
  });

  test.each([
    ['duration_ms: 12.5', 12.5],
    ['duration_ms:   0', 0],
    ['duration_ms: -1', undefined],
    ['duration_ms: 5 s', undefined],
    ['my_duration_ms: 5', undefined],
    ['duration_ms: soon', undefined],
  ])('with %j tells how long it took: %j', async (line, expected) => {
    const { cases } = await read('1..1', 'ok 1 - a', '  ---', `  ${line}`, '  ...');
    expect(cases[0]?.durationMs).toBe(expected);
  });
});

describe('a subtest', () => {
  const group = (own: string, ...points: readonly string[]) =>
    read('1..1', '# Subtest: g', ...points.map((point) => `    ${point}`), `${own} 1 - g`);

  test('of which points are missing has not finished, though it says it is well', async () => {
    const { cases, names, incomplete, codes } = await group('ok', '1..2', 'ok 1 - x');
    expect(names).toEqual(['g', 'x']);
    expect(cases[0]?.mapped).toMatchObject({ outcome: 'unfinished', rule: 'parts-missing' });
    expect(incomplete).toBe('a subtest plans 2, but 1 stand there');
    expect(codes).toContain('count-differs');
  });

  test('of which points are missing and one failed is what that one is', async () => {
    const { outcomes } = await group('ok', '1..3', 'ok 1 - x', 'not ok 2 - y');
    expect(outcomes).toEqual(['fail', 'pass', 'fail']);
  });

  test('that says itself that it failed has failed', async () => {
    expect((await group('not ok', '1..2', 'ok 1 - x')).outcomes).toEqual(['fail', 'pass']);
  });

  test('with more points than it plans is told of, and what it says', async () => {
    const { outcomes, codes } = await group('ok', '1..1', 'ok 1 - x', 'ok 2 - y');
    expect(outcomes).toEqual(['pass', 'pass', 'pass']);
    expect(codes).toContain('count-differs');
  });

  test('that is whole is what it says', async () => {
    const { outcomes, incomplete } = await group('ok', '1..2', 'ok 1 - x', 'ok 2 - y');
    expect([outcomes, incomplete]).toEqual([['pass', 'pass', 'pass'], undefined]);
  });

  test('without a result of its own leaves the run incomplete', async () => {
    const { incomplete } = await read('1..1', '# Subtest: a', '    ok 1 - x', '    1..1');
    expect(incomplete).toBe('a subtest has no result of its own');
  });

  test('without a name adds none to the group of its points', async () => {
    const { cases } = await read('1..1', '    ok 1 - x', '    1..1', 'ok 1 - g');
    expect(cases.map(({ name, group: of }) => [name, of])).toEqual([
      ['g', []],
      ['x', []],
    ]);
  });
});

test('a test point without a name is called by its number', async () => {
  const { names } = await read('1..4', 'ok 1', 'ok 2 -', 'ok', 'ok 4 - a - b');
  expect(names).toEqual(['test 1', 'test 2', 'test 3', 'a - b']);
});

describe('behind a plan that stands last', () => {
  test('a failure is one, and the run is not complete', async () => {
    const { names, outcomes, incomplete, codes } = await read(
      'ok 1 - a',
      '1..1',
      'not ok 2 - b # because',
    );
    expect([names, outcomes]).toEqual([
      ['a', 'b # because'],
      ['pass', 'fail'],
    ]);
    expect(incomplete).toBe('line 4: behind the plan stands not ok 2 - b # because');
    expect(codes).toEqual(['behind-plan', 'count-differs']);
  });

  test.each(['1..4', 'Bail out! gone', 'bail out! gone'])('%s is told of', async (line) => {
    const { incomplete, names, codes } = await read('ok 1 - a', '1..1', line);
    expect([names, codes]).toEqual([['a'], ['behind-plan']]);
    expect(incomplete).toBe(`line 4: behind the plan stands ${line}`);
  });

  test('a point of a subtest is found as well, and takes nothing from the subtest', async () => {
    const { names, outcomes, cases, incomplete } = await read(
      '1..2',
      'ok 1 - z',
      '    # Subtest: a',
      '    ok 1 - x',
      '    1..1',
      '    # Subtest: b',
      '    not ok 1 - y',
      'ok 2 - b',
    );
    expect(names.toSorted()).toEqual(['b', 'x', 'y', 'z']);
    expect(outcomes.filter((outcome) => outcome === 'fail')).toHaveLength(1);
    const place = (name: string) => cases.find((one) => one.name === name);
    expect(place('x')?.parent).toBe(place('b')?.index);
    expect(incomplete).toBe('line 8: behind the plan stands not ok 1 - y');
  });

  test('comments, braces and words are nothing', async () => {
    const { incomplete, codes } = await read('ok 1 - a', '1..1', '# ok 2', '{', 'words', '}');
    expect([incomplete, codes]).toEqual([undefined, []]);
  });
});

test('a bail-out says why, or that it does not', async () => {
  expect((await read('1..2', 'ok 1 - a', 'Bail out! No card')).incomplete).toBe(
    'bailed out: No card',
  );
  expect((await read('1..2', 'ok 1 - a', 'Bail out!')).incomplete).toBe(
    'bailed out: no reason given',
  );
});

test('braces and lines of no meaning are text of the test point before them', async () => {
  const { names, cases } = await read('1..2', 'ok 1 - a', '{', 'some words', '# a comment', 'ok 2');
  expect(names).toEqual(['a', 'test 2']);
  expect(cases[0]?.outputs[0]?.text).toContain('some words\n# a comment\n');
});

test('escape sequences in a text are told of', async () => {
  const { codes } = await read('1..1', 'not ok 1 - a', '# \u001b[31mred\u001b[0m');
  expect(codes).toContain('escape-sequences');
  expect((await read('1..1', 'not ok 1 - a', '# red')).codes).toEqual([]);
});

test('a directive without a reason gives none', async () => {
  const { cases, outcomes } = await read('1..2', 'ok 1 - a # SKIP', 'not ok 2 - b # TODO');
  expect(outcomes).toEqual(['skipped', 'fail']);
  expect(cases.map(({ reason }) => reason)).toEqual([undefined, undefined]);
  expect(cases[1]?.mapped.expected).toEqual({ outcome: 'fail', why: undefined });
});
