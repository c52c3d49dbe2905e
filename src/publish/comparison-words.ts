import type { Change, ComparedPair, Obstacles } from '../model/compared-pair.ts';
import type { Conclusion } from '../model/comparison-conclusions.ts';
import type { Agreement } from '../model/difference.ts';
import { pointOf, type ProbeBook } from '../model/question.ts';
import { inSequence } from './outcomes.ts';

/** What a class of changes is called, and what a reader should take it to mean. */
export const CHANGE_WORDS: Record<Change, { readonly word: string; readonly means: string }> = {
  regression: {
    word: 'regression',
    means: 'It passed in A and fails in B, and no more than one thing differs.',
  },
  fixed: {
    word: 'fixed',
    means: 'It failed in A and passes in B, and no more than one thing differs.',
  },
  'new-failure': { word: 'new failure', means: 'It fails in B; A has no answer to it.' },
  'not-comparable': {
    word: 'not comparable',
    means:
      'The question is another, or so much differs that a change of outcome cannot be laid to anything.',
  },
  'still-failing': { word: 'still failing', means: 'It failed in both.' },
  'still-passing': { word: 'still passing', means: 'It passed in both.' },
  appeared: { word: 'appeared', means: 'It is answered in B, and not in A.' },
  disappeared: { word: 'disappeared', means: 'It is answered in A, and not in B.' },
  unanswered: { word: 'unanswered', means: 'It has no verdict in either.' },
};

/** The order in which a reader wants to see them. */
export const CHANGES: readonly Change[] = [
  'regression',
  'new-failure',
  'fixed',
  'not-comparable',
  'still-failing',
  'still-passing',
  'appeared',
  'disappeared',
  'unanswered',
];

export const AGREEMENT_WORDS: Record<Agreement, string> = {
  same: 'same',
  differs: 'differs',
  inexact: 'one is less exact',
  'one-sided': 'recorded in one alone',
  unrecorded: 'recorded in neither',
};

/** "not comparable: 2 settings and 3 things about the question differ, 4 are recorded in one alone" */
export function obstacleWords({ settings, stack, machine, question, untold }: Obstacles): string {
  const differing = [
    counted(settings, 'setting', 'settings'),
    counted(stack, 'version', 'versions'),
    counted(machine, 'fact of the machine', 'facts of the machine'),
    counted(question, 'thing about the question', 'things about the question'),
  ].filter((part) => part !== undefined);
  const verb = settings + stack + machine + question === 1 ? 'differs' : 'differ';
  const parts = [
    ...(differing.length === 0 ? [] : [`${inSequence(differing)} ${verb}`]),
    ...(untold === 0
      ? []
      : [
          untold === 1
            ? '1 is not recorded alike in both'
            : `${untold} are not recorded alike in both`,
        ]),
  ];
  return `not comparable: ${parts.join(', ')}`;
}

export function counted(count: number, one: string, many: string): string | undefined {
  if (count === 0) return undefined;
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}

const SIDES = { a: 'A', b: 'B' } as const;
const FROM = {
  native: 'written by its probe',
  import: 'converted from another format',
  transcribed: 'transcribed from a written account',
  recalled: 'told from memory',
} as const;

/** One thing that may be concluded, or may not, in a sentence. */
export function conclusionSentence(conclusion: Conclusion, probes: ProbeBook): string {
  switch (conclusion.code) {
    case 'same-despite':
      return sameDespite(conclusion);
    case 'goes-with':
      return `${outcomes(conclusion.pairs)} changed, and one thing on record differs: ${names(conclusion.names)}. The change goes with it.`;
    case 'nothing-differs':
      return `${outcomes(conclusion.pairs)} changed and nothing on record differs: something that was not recorded does, or the outcome varies by itself.`;
    case 'not-the-card-alone':
      return notTheCardAlone(conclusion, probes);
    case 'which-of-several':
      return `Which of these makes the difference, if one alone does: ${names(conclusion.names)}. They changed together.`;
    case 'loaded-unknown':
      return `That the other version of ${names(conclusion.names)} had a part in it: what was loaded is recorded in neither run, and a program may bring copies of its own.`;
    case 'one-sided':
      return `Anything that hangs on what one run alone records, or records more exactly: ${names(conclusion.names)}. Not recorded is not the same as not set.`;
    case 'recorded-nowhere':
      return `Anything that hangs on what neither run records: ${names(conclusion.names)}.`;
    case 'no-same-question':
      return 'That any result got better or worse: the runs have no question in common, that is no probe with the same parameters.';
    case 'crash-or-hang':
      return `Whether what is unfinished in ${sidesOf(conclusion.in)} crashed or hung: the two were not told apart there.`;
    case 'completed-only':
      return `That an output is right: a pass in ${sidesOf(conclusion.in)} means that it completed.`;
    case 'clocks':
      return conclusion.told
        ? 'Which of the two is faster: in one the clock was read without waiting for the device, in the other once it was done.'
        : 'Which of the two is faster: how the clock was read is not recorded in both.';
    case 'not-whole':
      return conclusion.in.length === 1
        ? `That ${sidesOf(conclusion.in)} did not ask what the other answers alone: its record is not whole.`
        : 'That either did not ask what the other answers alone: neither record is whole.';
    case 'not-captured':
      return conclusion.a === conclusion.b
        ? `More than the accounts say: both are ${FROM[conclusion.a]}.`
        : `More than the accounts say: A is ${FROM[conclusion.a]}, B is ${FROM[conclusion.b]}.`;
  }
}

type Of<C extends Conclusion['code']> = Extract<Conclusion, { code: C }>;

function sameDespite({ passing, failing, names: differing }: Of<'same-despite'>): string {
  const parts = [
    counted(passing, 'result passed in both', 'results passed in both'),
    passing === 0
      ? counted(failing, 'result failed in both', 'results failed in both')
      : counted(failing, 'failed in both', 'failed in both'),
  ].filter((part) => part !== undefined);
  const [verb, it] = differing.length === 1 ? ['this differs', 'it'] : ['these differ', 'they'];
  return `${inSequence(parts)}, although ${verb}: ${names(differing)}. As far as that goes, ${it} changed none of these outcomes.`;
}

function notTheCardAlone(
  { card, failedIn, points }: Of<'not-the-card-alone'>,
  probes: ProbeBook,
): string {
  const other = failedIn === 'a' ? 'b' : 'a';
  const places = [...new Set(points.map((pair) => placeOf(pair, probes)))];
  const akin = points.every(({ match }) => match === 'akin')
    ? ' The questions are akin, not the same.'
    : '';
  return `On the card that both name, ${card}, what failed in ${SIDES[failedIn]} passed in ${SIDES[other]}, at ${inSequence(places)}. So the card alone does not make it fail.${akin}`;
}

function placeOf({ a, b }: ComparedPair, probes: ProbeBook): string {
  const result = a?.result ?? b?.result;
  const point = result === undefined ? undefined : pointOf(result, probes);
  if (point !== undefined) {
    return `${Object.values(point).map(String).join('×')} (${Object.keys(point).join(' × ')})`;
  }
  const asked = result?.probe === undefined ? undefined : probes[result.probe]?.question;
  return `“${result?.question ?? asked ?? a?.id ?? ''}”`;
}

function outcomes(count: number): string {
  return count === 1 ? '1 outcome' : `${count} outcomes`;
}

function names(list: readonly string[]): string {
  return inSequence(list.map((name) => `\`${name}\``));
}

function sidesOf(sides: readonly ('a' | 'b')[]): string {
  return inSequence(sides.map((side) => SIDES[side]));
}
