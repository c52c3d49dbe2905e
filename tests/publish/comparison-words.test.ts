import { expect, test } from 'vitest';
import type { ComparedPair } from '../../src/model/compared-pair.ts';
import type { Conclusion } from '../../src/model/comparison-conclusions.ts';
import { conclusionSentence, obstacleWords } from '../../src/publish/comparison-words.ts';
import type { Result } from '../../src/schema/run.ts';

const NOTHING = { settings: 0, stack: 0, machine: 0, question: 0, untold: 0 };

test.each([
  [{ settings: 1 }, '1 setting differs'],
  [{ stack: 1 }, '1 version differs'],
  [{ machine: 1 }, '1 fact of the machine differs'],
  [{ question: 1 }, '1 thing about the question differs'],
  [{ settings: 2, stack: 3 }, '2 settings and 3 versions differ'],
  [{ machine: 2, question: 3 }, '2 facts of the machine and 3 things about the question differ'],
  [{ stack: 1, question: 1 }, '1 version and 1 thing about the question differ'],
  [{ untold: 1 }, '1 is not recorded alike in both'],
  [{ settings: 1, untold: 2 }, '1 setting differs, 2 are not recorded alike in both'],
])('what stands in the way: %j', (some, words) => {
  expect(obstacleWords({ ...NOTHING, ...some })).toBe(`not comparable: ${words}`);
});

const result = (rest: Partial<Result>): Result => ({
  ...{ id: 'a-result', outcome: 'pass', evidence: [] },
  ...rest,
});
const pair = (match: ComparedPair['match'], of: Result | undefined): ComparedPair => ({
  match,
  ...(of === undefined ? {} : { a: { id: of.id, outcome: of.outcome, result: of } }),
  change: 'not-comparable',
  differences: [],
  obstacles: NOTHING,
});
const PROBES = {
  conv: { id: 'conv', question: 'Does a convolution end?', params: [] },
} as unknown as Parameters<typeof conclusionSentence>[1];

const CONCLUSIONS: readonly Conclusion[] = [
  { code: 'same-despite', passing: 2, failing: 0, names: ['kernel'] },
  { code: 'same-despite', passing: 0, failing: 1, names: ['kernel', 'ROCm, installed'] },
  { code: 'goes-with', pairs: 1, names: ['kernel'] },
  { code: 'nothing-differs', pairs: 2 },
  {
    code: 'not-the-card-alone',
    ...{ card: 'Card A', failedIn: 'a' },
    points: [
      pair('same', result({ probe: 'conv' })),
      pair('akin', result({ question: 'Does it end?' })),
      pair('same', result({})),
      pair('same', undefined),
    ],
  },
  {
    code: 'not-the-card-alone',
    ...{ card: 'Card A', failedIn: 'b' },
    points: [pair('akin', result({ probe: 'unknown' }))],
  },
  { code: 'which-of-several', names: ['a', 'b', 'c'] },
  { code: 'loaded-unknown', names: ['ROCm'] },
  { code: 'one-sided', names: ['a', 'b'] },
  { code: 'recorded-nowhere', names: ['a'] },
  { code: 'no-same-question' },
  { code: 'crash-or-hang', in: ['a', 'b'] },
  { code: 'completed-only', in: ['b'] },
  { code: 'clocks', told: true },
  { code: 'clocks', told: false },
  { code: 'not-whole', in: ['b'] },
  { code: 'not-whole', in: ['a', 'b'] },
  { code: 'not-captured', a: 'recalled', b: 'recalled' },
  { code: 'not-captured', a: 'native', b: 'import' },
  { code: 'not-captured', a: 'transcribed', b: 'native' },
];

test('every conclusion is a sentence', () => {
  const sentences = CONCLUSIONS.map((one) => conclusionSentence(one, PROBES));
  expect(`\n${sentences.join('\n')}\n`).toMatchInlineSnapshot(`
    "
    2 results passed in both, although this differs: \`kernel\`. As far as that goes, it changed none of these outcomes.
    1 result failed in both, although these differ: \`kernel\` and \`ROCm, installed\`. As far as that goes, they changed none of these outcomes.
    1 outcome changed, and one thing on record differs: \`kernel\`. The change goes with it.
    2 outcomes changed and nothing on record differs: something that was not recorded does, or the outcome varies by itself.
    On the card that both name, Card A, what failed in A passed in B, at “Does a convolution end?”, “Does it end?”, “a-result” and “”. So the card alone does not make it fail.
    On the card that both name, Card A, what failed in B passed in A, at “a-result”. So the card alone does not make it fail. The questions are akin, not the same.
    Which of these makes the difference, if one alone does: \`a\`, \`b\` and \`c\`. They changed together.
    That the other version of \`ROCm\` had a part in it: what was loaded is recorded in neither run, and a program may bring copies of its own.
    Anything that hangs on what one run alone records, or records more exactly: \`a\` and \`b\`. Not recorded is not the same as not set.
    Anything that hangs on what neither run records: \`a\`.
    That any result got better or worse: the runs have no question in common, that is no probe with the same parameters.
    Whether what is unfinished in A and B crashed or hung: the two were not told apart there.
    That an output is right: a pass in B means that it completed.
    Which of the two is faster: in one the clock was read without waiting for the device, in the other once it was done.
    Which of the two is faster: how the clock was read is not recorded in both.
    That B did not ask what the other answers alone: its record is not whole.
    That either did not ask what the other answers alone: neither record is whole.
    More than the accounts say: both are told from memory.
    More than the accounts say: A is written by its probe, B is converted from another format.
    More than the accounts say: A is transcribed from a written account, B is written by its probe.
    "
  `);
});
