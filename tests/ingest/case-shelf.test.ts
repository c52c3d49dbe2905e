import { describe, expect, test } from 'vitest';
import { CaseShelf } from '../../src/ingest/case-shelf.ts';
import { KEPT_TEXTS, LimitPassed, LIMITS } from '../../src/ingest/limits.ts';
import type { ReportedCase } from '../../src/ingest/reported.ts';
import { MAX_RESULTS, type Outcome } from '../../src/schema/run.ts';

function aCase(index: number, outcome: Outcome, more: Partial<ReportedCase> = {}): ReportedCase {
  return {
    index,
    name: `test ${index}`,
    group: [],
    rawStatus: outcome,
    at: { pointer: '', offset: index, line: 1 },
    mapped: { outcome, rule: 'tap-ok' },
    reason: undefined,
    outputs: [],
    attempts: [],
    params: {},
    measurements: [],
    ...more,
  };
}

const output = (text: string) => ({ kind: 'log', text, cut: 0 }) as ReportedCase['outputs'][number];

function shelf(...cases: readonly ReportedCase[]): CaseShelf {
  const found = new CaseShelf();
  for (const one of cases) found.add(one);
  return found;
}

describe('a shelf of cases', () => {
  test('gives them in their order, whatever they came to and whenever they came', () => {
    const found = shelf(aCase(1, 'pass', { parent: 2 }), aCase(0, 'fail'), aCase(2, 'crash'));
    expect([found.count, found.top]).toEqual([3, 2]);
    expect(found.kept().map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  test('that is full keeps what is grave, then what came first', () => {
    const passes = Array.from({ length: MAX_RESULTS + 5 }, (_, index) => aCase(index, 'pass'));
    const last = MAX_RESULTS + 5;
    const found = shelf(
      ...passes,
      aCase(last, 'crash'),
      aCase(last + 1, 'skipped'),
      aCase(last + 2, 'observed'),
      aCase(last + 3, 'blocked'),
    );
    const kept = found.kept();
    expect(found.count).toBe(MAX_RESULTS + 9);
    expect(kept).toHaveLength(MAX_RESULTS);
    const outcomes = kept.map(({ mapped }) => mapped.outcome);
    expect(outcomes).toContain('crash');
    expect(outcomes).toContain('blocked');
    expect(kept[0]?.index).toBe(0);
  });

  test('keeps a case together with all that it is a part of', () => {
    const passes = Array.from({ length: MAX_RESULTS }, (_, index) => aCase(index, 'pass'));
    const [outer, inner] = [aCase(MAX_RESULTS - 2, 'pass'), MAX_RESULTS - 1];
    const kept = shelf(
      ...passes.slice(0, -2),
      outer,
      aCase(inner, 'pass', { parent: outer.index }),
      aCase(MAX_RESULTS, 'crash', { parent: inner }),
      aCase(MAX_RESULTS + 1, 'crash', { parent: inner }),
    ).kept();
    expect(kept).toHaveLength(MAX_RESULTS);
    const last = kept.slice(-5).map(({ index }) => index - MAX_RESULTS);
    expect(last).toEqual([-5, -2, -1, 0, 1]);
  });

  test('gives up texts, and says how much, once there is too much of them', () => {
    const half = 'x'.repeat(KEPT_TEXTS / 2);
    const kept = shelf(
      aCase(0, 'pass', { outputs: [output(half)] }),
      aCase(1, 'pass', { outputs: [output(half)] }),
      aCase(2, 'fail', { outputs: [output('abc'), output('de')] }),
    ).kept();
    expect(kept.map(({ outputs }) => outputs.map(({ text, cut }) => [text.length, cut]))).toEqual([
      [[half.length, 0]],
      [[half.length, 0]],
      [
        [0, 3],
        [0, 2],
      ],
    ]);
  });

  test('refuses more cases than anybody can mean', () => {
    const found = new CaseShelf();
    for (let index = 0; index < LIMITS.cases; index += 1) found.add(aCase(0, 'pass'));
    expect(() => {
      found.add(aCase(7, 'pass'));
    }).toThrow(LimitPassed);
  });
});
