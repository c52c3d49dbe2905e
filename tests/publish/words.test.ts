import { describe, expect, test } from 'vitest';
import { dateInWords, runDateInWords } from '../../src/publish/dates.ts';
import { completeness } from '../../src/publish/completeness.ts';
import { inSequence, verdictSentence } from '../../src/publish/outcomes.ts';
import { commandView } from '../../src/publish/result-view.ts';
import { tallyOf } from '../../src/model/tally.ts';
import type { Outcome, Run } from '../../src/schema/run.ts';
import { run as schema } from '../../src/schema/run.ts';

function runOf(outcomes: readonly Outcome[], planned?: number): Run {
  return schema.parse({
    schema: 'faultline.run/1',
    id: 'r',
    title: 'A run',
    time: { start: '2025-11-06' },
    provenance: { recordedFrom: 'native', sources: [{ format: 'text' }] },
    ...(planned === undefined ? {} : { plan: { count: planned } }),
    results: outcomes.map((outcome, index) => ({
      id: `r-${index}`,
      outcome,
      ...(outcome === 'blocked' ? { reason: { text: 'busy' } } : {}),
    })),
  });
}

describe('the verdict of a run in a sentence', () => {
  test.each([
    [
      ['pass', 'crash', 'crash', 'hang', 'blocked'],
      5,
      'Of 5 planned probes, 2 crashed, 1 hung, 1 was blocked and 1 passed.',
      '4 of 5 ran',
    ],
    [['pass'], 1, 'Of 1 planned probe, 1 passed.', 'complete: 1 of 1 ran'],
    [['pass'], 3, 'Of 3 planned probes, 1 passed and 2 reported nothing.', '1 of 3 ran'],
    [
      ['unfinished', 'skipped'],
      undefined,
      'Of 2 probes, 1 did not finish and 1 was skipped.',
      '1 of 2 ran',
    ],
    [[], undefined, 'This run recorded no result.', '0 of 0 ran'],
    [[], 0, 'This run recorded no result.', 'complete: 0 of 0 ran'],
  ] as const)('%j of %s', (outcomes, planned, sentence, complete) => {
    const tally = tallyOf(runOf(outcomes, planned));
    expect(verdictSentence(tally)).toBe(sentence);
    expect(completeness(tally)).toBe(complete);
  });
});

test('parts of a probe are told, and not counted', () => {
  const tally = tallyOf(runOf(['pass']));
  expect(verdictSentence(tally, 3)).toBe(
    'Of 1 probe, 1 passed. 3 parts of these probes are shown below and not counted.',
  );
});

test('results that a record has no room for are told', () => {
  expect(completeness(tallyOf({ ...runOf(['pass'], 9), resultsLeftOut: 8 }))).toBe(
    '1 of 9 ran, 8 more not kept',
  );
});

test('a run that was broken off is not taken for a whole one', () => {
  const cut = { incomplete: 'The file ends early.' };
  expect(completeness(tallyOf({ ...runOf(['pass'], 1), ...cut }))).toBe('1 of 1 ran, not whole');
  expect(completeness(tallyOf({ ...runOf(['pass'], 9), resultsLeftOut: 8, ...cut }))).toBe(
    '1 of 9 ran, 8 more not kept, not whole',
  );
});

describe('dates say no more than was recorded', () => {
  test.each([
    ['2025-11-06', '6 November 2025'],
    ['2025-11-06T14:03:00Z', '6 November 2025, 14:03:00 UTC'],
    ['2025-12-31T23:59Z', '31 December 2025, 23:59 UTC'],
  ])('%s', (moment, words) => {
    expect(dateInWords(moment)).toBe(words);
  });

  test.each([
    [{ start: '2025-11-06' }, '6 November 2025'],
    [{ notAfter: '2025-11-09' }, 'on or before 9 November 2025'],
    [
      { notBefore: '2025-11-06', notAfter: '2025-11-09' },
      'between 6 November 2025 and 9 November 2025',
    ],
    [{ notBefore: '2025-11-06' }, 'on or after 6 November 2025'],
    [{ end: '2025-11-06' }, 'ended 6 November 2025'],
  ])('%j', (time, words) => {
    expect(runDateInWords({ ...runOf(['pass']), time })).toBe(words);
  });
});

test('a list in words', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(inSequence)).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
});

describe('a command as one would type it', () => {
  test('quotes what a shell would take apart', () => {
    const command = {
      form: 'complete' as const,
      argv: ['python3', '-c', `print("it's")`],
      env: { A: 'b c' },
    };
    expect(commandView(command).text).toBe(`A='b c' python3 -c 'print("it'\\''s")'`);
  });
  test('is copyable only where it is complete', () => {
    expect(commandView({ form: 'as-printed', text: 'x' }).complete).toBe(false);
  });
});
