import { describe, expect, test } from 'vitest';
import { WORST_FIRST } from '../../src/model/tally.ts';
import {
  badgesElsewhere,
  badgeUrl,
  findingBadge,
  optionBadge,
  resultBadge,
  runBadge,
  runBadges,
} from '../../src/publish/badge.ts';
import { badgeEndpoint, badgeSvg } from '../../src/render/badge-svg.ts';
import type { Outcome, Result } from '../../src/schema/run.ts';
import { run as schema } from '../../src/schema/run.ts';
import { KINDS } from '../../src/schema/kinds.ts';
import { libraryOf, writtenRun } from '../library-of.ts';
import { readXml } from '../well-formed.ts';

const GREEN = '0f6746';

function runOf(outcomes: readonly Outcome[], planned = outcomes.length) {
  return schema.parse(
    writtenRun('r', {
      plan: { count: planned },
      results: outcomes.map((outcome, index) => ({ id: `r-${index}`, outcome })),
    }),
  );
}

describe('the badge of a run', () => {
  test.each([
    [['pass', 'pass'], 2, 'pass', true],
    [['pass', 'skipped'], 2, 'pass', true],
    [['pass'], 2, 'incomplete, 1 of 2 ran', false],
    [['pass', 'blocked'], 2, 'blocked, 1 of 2 ran', false],
    [['pass', 'crash'], 2, 'crash', false],
    [['crash'], 3, 'crash, 1 of 3 ran', false],
    [['observed'], 1, 'observed', false],
    [[], 0, 'incomplete, 0 of 0 ran', false],
  ] as const)('%j of %i planned: %s', (outcomes, planned, message, green) => {
    const badge = runBadge(runOf(outcomes, planned), libraryOf({}));
    expect(badge.message).toBe(message);
    expect(badge.color === GREEN).toBe(green);
  });

  test('in which something passed, but not at once, is not green', () => {
    const attempts = [{ outcome: 'crash' }, { outcome: 'pass' }];
    const badgeOf = (...results: readonly object[]) =>
      runBadge(schema.parse(writtenRun('r', { results })), libraryOf({}));
    const at = (id: string, rest: object = {}) => ({ id, outcome: 'pass', ...rest });
    expect(badgeOf(at('a', { attempts }), at('b'))).toMatchObject({
      message: 'pass, 1 not at first',
    });
    expect(badgeOf(at('a', { attempts })).color).not.toBe(GREEN);
    const steady = { attempts: [{ outcome: 'pass' }, { outcome: 'pass' }] };
    expect(badgeOf(at('a', steady))).toMatchObject({ message: 'pass', color: GREEN });
    expect(badgeOf(at('a', { attempts }), at('b', { outcome: 'fail' })).message).toBe('fail');
    expect(badgeOf(at('a'), at('b', { parent: 'a', attempts })).message).toBe('pass');
  });

  test('with results that were not kept is not green', () => {
    const run = { ...runOf(['pass']), resultsLeftOut: 1 };
    expect(runBadge(run, libraryOf({}))).toMatchObject({
      message: 'incomplete, 1 of 1 ran',
      color: '625c50',
    });
  });

  test('that another corrects says so, whatever it came to', () => {
    const wrong = runOf(['pass']);
    const library = libraryOf({ run: [wrong, writtenRun('right', { replaces: 'r' })] });
    expect(runBadge(wrong, library)).toMatchObject({
      message: 'corrected by another run',
      color: '625c50',
    });
  });
});

test('a result that took more than one attempt says so, and is not green', () => {
  const passed: Result = { id: 'x', outcome: 'pass', checked: 'verified', evidence: [] };
  const after = (...outcomes: Outcome[]) =>
    resultBadge({ ...passed, attempts: outcomes.map((outcome) => ({ outcome })) });
  expect(after('fail', 'pass')).toMatchObject({
    message: 'pass, verified, not at first',
    color: '834800',
  });
  expect(after('pass', 'pass')).toEqual(resultBadge(passed));
});

test('of all outcomes only a pass is green', () => {
  const green = WORST_FIRST.filter(
    (outcome) => resultBadge({ id: 'x', outcome, evidence: [] }).color === GREEN,
  );
  expect(green).toEqual(['pass']);
});

test('a result says what a pass means, and what was expected', () => {
  const of = (rest: object) => resultBadge({ id: 'x', outcome: 'pass', evidence: [], ...rest });
  expect(of({ checked: 'completed' }).message).toBe('pass, completed');
  expect(of({ expected: { outcome: 'crash' } }).message).toBe('pass, not expected');
  expect(of({ outcome: 'crash', expected: { outcome: 'crash' } })).toMatchObject({
    message: 'crash, expected',
    color: 'a3181c',
  });
});

test('the badge of a result stands at what it says, once for all runs', () => {
  const results = [
    { id: 'a', outcome: 'pass', checked: 'verified' },
    { id: 'b', outcome: 'crash', expected: { outcome: 'crash' } },
  ];
  const runs = libraryOf({ run: [writtenRun('r', { results }), writtenRun('s', { results })] });
  expect([...runBadges(runs, { base: '/sub/' })].map(({ path }) => path)).toEqual([
    'badges/runs/r',
    'badges/results/a/pass-verified',
    'badges/results/b/crash-expected',
    'badges/runs/s',
  ]);
});

const library = libraryOf({
  run: [
    writtenRun('good', { results: [{ id: 'a', outcome: 'pass' }] }),
    writtenRun('bad', { results: [{ id: 'a', outcome: 'crash' }] }),
    writtenRun('none'),
  ],
  finding: [
    { id: 'inferred', supports: [{ inference: 'So.' }] },
    { id: 'said' },
    { id: 'refuted', contradicts: [{ inference: 'Not so.' }] },
    { id: 'both', supports: [{ inference: 'So.' }], contradicts: [{ inference: 'Not so.' }] },
  ].map((rest) => ({ claim: `Claim ${rest.id}`, topic: 'cause', basis: 'inferred', ...rest })),
  option: [
    { id: 'open', status: 'open' },
    { id: 'best', status: 'recommended' },
    { id: 'worked', status: 'tried', tries: [{ run: 'good', result: 'a' }] },
    { id: 'half', status: 'tried', tries: [{ run: 'good', result: 'a' }, { run: 'bad' }] },
    { id: 'not', status: 'tried', tries: [{ run: 'bad' }] },
    { id: 'neither', status: 'tried', tries: [{ run: 'none' }] },
    { id: 'wrong', status: 'refuted' },
  ].map((rest) => ({
    title: rest.id,
    summary: rest.id,
    statusEvidence: [{ inference: 'So.' }],
    ...rest,
  })),
});
const today = { library, location: { base: '/sub/' } };
const frozen = {
  library,
  location: { base: '/', edition: 'one' },
  edition: { id: 'one', asOf: '2025-11-06', state: 'sealed' },
};

test.each([
  ['inferred', 'likely', GREEN],
  ['said', 'unproven', '54439b'],
  ['refuted', 'refuted', 'a3181c'],
  ['both', 'contested', '834800'],
])('the finding %s is %s', (id, message, color) => {
  const finding = library.finding.get(id) ?? expect.fail(id);
  expect(findingBadge(finding, today)).toEqual({ label: 'finding', message, color });
  expect(findingBadge(finding, frozen).message).toBe(`${message} (one)`);
});

test.each([
  ['open', 'open', '1d5a94'],
  ['best', 'recommended', GREEN],
  ['worked', 'tried, 1 of 1 worked', GREEN],
  ['half', 'tried, 1 of 2 worked', '834800'],
  ['not', 'tried, 0 of 1 worked', 'a3181c'],
  ['neither', 'tried', '1d5a94'],
  ['wrong', 'refuted', 'a3181c'],
])('the option %s reads %s', (id, message, color) => {
  const option = library.option.get(id) ?? expect.fail(id);
  expect(optionBadge(option, today)).toEqual({ label: 'way forward', message, color });
});

test('badges of editions stand below them, those of runs have one address', () => {
  const at = (target: Parameters<typeof badgeUrl>[0]) => badgeUrl(target, frozen.location);
  expect(at({ kind: 'finding', id: 'a' })).toBe('/v/one/badges/findings/a');
  expect(at({ kind: 'option', id: 'a' })).toBe('/v/one/badges/options/a');
  expect(at({ kind: 'run', id: 'a', anchor: 'x' })).toBe('/badges/runs/a');
  expect(at({ kind: 'gpu', id: 'a' })).toBeUndefined();
});

test('a badge stays where its thing was', () => {
  const target = { kind: 'finding', id: 'refuted' } as const;
  const found = badgesElsewhere(
    [
      { is: 'moved', kind: 'finding', id: 'old', to: { label: '', target } },
      { is: 'retired', kind: 'run', id: 'gone', on: '', reason: '', became: [], results: [] },
      { is: 'moved', kind: 'gpu', id: 'x', to: { label: '', target } },
    ],
    today,
  );
  expect([...found].map(({ path, badge }) => [path, badge().message])).toEqual([
    ['badges/findings/old', 'refuted'],
    ['badges/runs/gone', 'taken out'],
  ]);
});

test('the drawing is XML that says its words, and the endpoint the same', () => {
  const badge = { label: '<a> & "b"', message: 'crash\u202e', color: 'a3181c' };
  const svg = badgeSvg(badge);
  expect(readXml(svg).get('title')).toEqual(['<a> & "b": crash⟨U+202E⟩']);
  expect(svg).toContain('fill="#a3181c"');
  expect(svg).not.toMatch(/ style=|<script|<style/);
  expect(JSON.parse(badgeEndpoint(badge))).toEqual({
    schemaVersion: 1,
    label: '<a> & "b"',
    message: 'crash⟨U+202E⟩',
    color: 'a3181c',
  });
});

test('every status and outcome of the shapes has a badge', () => {
  for (const status of KINDS.option.schema.shape.status.options) {
    const option = library.option.get('open') ?? expect.fail();
    expect(optionBadge({ ...option, status }, today).color).toMatch(/^[0-9a-f]{6}$/);
  }
});
