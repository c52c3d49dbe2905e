import { describe, expect, test } from 'vitest';
import { byText } from '../../src/ingest/by-text.ts';
import type { Output } from '../../src/ingest/kept-text.ts';
import { isTooGood, withoutParts, withParts, worseOf } from '../../src/ingest/parts.ts';
import type { Mapped } from '../../src/ingest/reported.ts';

const mapped = (outcome: Mapped['outcome'], rest: Partial<Mapped> = {}): Mapped => ({
  outcome,
  rule: `says-${outcome}`,
  ...rest,
});
const EXPECTED = { outcome: 'fail' } as const;
const [pass, fail, crash] = [mapped('pass'), mapped('fail'), mapped('crash')];
const expectedFail = mapped('fail', { expected: EXPECTED });

describe('the graver of two results', () => {
  test.each([
    ['the only one', undefined, pass, pass],
    ['the graver, though it comes first', crash, fail, crash],
    ['the graver, though it comes last', pass, fail, fail],
    ['the first of two alike', fail, mapped('fail', { rule: 'other' }), fail],
    ['the one that nobody expected', expectedFail, fail, fail],
    ['the one that nobody expected, though it came first', fail, expectedFail, fail],
    ['the first of two that were expected', expectedFail, { ...expectedFail }, expectedFail],
    ['the graver, expected or not', pass, expectedFail, expectedFail],
    ['the graver, though another was not expected', crash, pass, crash],
  ] as const)('is %s', (_what, a, b, worse) => {
    expect(worseOf(a, b)).toBe(worse);
  });
});

describe('a group', () => {
  test.each([
    ['nothing is known of its parts', pass, undefined, pass],
    ['a part passed', pass, mapped('pass', { rule: 'part' }), pass],
    ['a part was skipped', pass, mapped('skipped'), pass],
    ['it is graver itself', crash, fail, crash],
    ['a part is as grave', fail, mapped('fail', { rule: 'part' }), fail],
  ] as const)('is what it says where %s', (_what, own, part, expected) => {
    expect(withParts(own, part)).toBe(expected);
  });

  test('is what the gravest part is, where that is graver', () => {
    const part = mapped('fail', { matched: 'Aborted', expected: EXPECTED });
    expect(withParts(pass, part)).toEqual({
      outcome: 'fail',
      rule: 'worst-of-parts',
      matched: 'Aborted',
      expected: EXPECTED,
    });
  });

  test('says too much good of itself where a part failed that nobody expected to', () => {
    expect(isTooGood(pass, withParts(pass, fail))).toBe(true);
    expect(isTooGood(pass, withParts(pass, expectedFail))).toBe(false);
    expect(isTooGood(pass, withParts(pass, undefined))).toBe(false);
    expect(isTooGood(fail, withParts(fail, crash))).toBe(false);
  });

  test('has not finished while parts are missing, unless it failed', () => {
    expect(withoutParts(pass)).toMatchObject({ outcome: 'unfinished', rule: 'parts-missing' });
    expect(withoutParts(mapped('pass', { expected: EXPECTED })).expected).toBe(EXPECTED);
    expect(withoutParts(fail)).toBe(fail);
  });
});

describe('what a text tells', () => {
  const output = (telling?: Output['telling']): Output => ({
    ...{ kind: 'log', text: '', cut: 0, from: 0, to: 0 },
    telling,
  });
  const crashed = output({ outcome: 'crash', matched: 'Aborted', signature: false });
  const hung = output({ outcome: 'hang', matched: 'timed out', signature: false });

  test.each(['fail', 'error'] as const)(
    'makes of a result “%s” the crash that it was',
    (outcome) => {
      expect(byText(mapped(outcome), [output(), crashed])).toEqual({
        outcome: 'crash',
        rule: 'crash-by-text',
        matched: 'Aborted',
      });
    },
  );

  test('is the graver of two', () => {
    expect(byText(fail, [hung, crashed]).outcome).toBe('crash');
    expect(byText(fail, [hung]).outcome).toBe('hang');
  });

  test.each([
    ['passed', pass],
    ['was skipped', mapped('skipped')],
    ['failed as expected', expectedFail],
    ['is not understood', mapped('error', { rule: 'not-understood' })],
  ])('changes nothing of a result that %s', (_what, own) => {
    expect(byText(own, [crashed])).toBe(own);
  });

  test('changes nothing where it tells nothing', () => {
    expect(byText(fail, [output()])).toBe(fail);
    expect(byText(fail, [])).toBe(fail);
  });
});
