import type { Tally, Verdict } from '../model/tally.ts';

/** How many results had an outcome. */
export interface OutcomeCount {
  readonly outcome: Verdict;
  readonly count: number;
}

/** What a reader should take each outcome to mean. */
export const OUTCOME_MEANING: Record<Verdict, string> = {
  pass: 'It did what was checked: it completed, or its output was verified.',
  fail: 'It gave a wrong answer.',
  crash: 'The process died.',
  hang: 'It did not return; a deadline ended it, or nothing did.',
  unfinished: 'It did not finish, and crash and hang were not told apart.',
  error: 'The probe itself broke; it says nothing about its subject.',
  blocked: 'It could not start, because of something else.',
  skipped: 'It does not apply here.',
  observed: 'It gave a value, without a verdict.',
  'no-result': 'It was planned, but reported nothing.',
};

const DID: Record<Verdict, (n: number) => string> = {
  crash: () => 'crashed',
  hang: () => 'hung',
  unfinished: () => 'did not finish',
  fail: () => 'gave a wrong answer',
  error: () => 'broke before it could tell',
  blocked: (n) => (n === 1 ? 'was blocked' : 'were blocked'),
  pass: () => 'passed',
  observed: () => 'gave a value',
  skipped: (n) => (n === 1 ? 'was skipped' : 'were skipped'),
  'no-result': () => 'reported nothing',
};

/** Outcomes of what did what it was asked to, or was not meant to run. */
const GOOD: ReadonlySet<Verdict> = new Set(['pass', 'skipped', 'observed']);

/** Whether a reader looks for it first: whatever is not good, what was never reported too. */
export function isTrouble(outcome: Verdict): boolean {
  return !GOOD.has(outcome);
}

/** What one result did: "crashed", "was blocked". */
export function didWords(outcome: Verdict): string {
  return DID[outcome](1);
}

/** "Of 5 planned probes, 2 crashed, 1 hung, 1 was blocked and 1 passed." */
export function verdictSentence(tally: Tally, parts = 0): string {
  if (tally.planned === 0) return 'This run recorded no result.';
  const counted = tally.counts.map(({ outcome, count }) => `${count} ${DID[outcome](count)}`);
  const noun = `${tally.hasPlan ? 'planned ' : ''}${tally.planned === 1 ? 'probe' : 'probes'}`;
  return `Of ${tally.planned} ${noun}, ${inSequence(counted)}.${partsSentence(parts)}`;
}

function partsSentence(parts: number): string {
  if (parts === 0) return '';
  return parts === 1
    ? ' One part of a probe is shown below and not counted.'
    : ` ${parts} parts of these probes are shown below and not counted.`;
}

/** "a, b and c" */
export function inSequence(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** Some words as a sentence of their own. */
export function asSentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}
