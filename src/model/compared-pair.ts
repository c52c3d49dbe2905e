import type { Result } from '../schema/run.ts';
import { type Difference, difference } from './difference.ts';
import type { Answer, Match } from './matching.ts';
import { paramsOf, type ProbeBook, probeOf } from './question.ts';
import type { Verdict } from './tally.ts';

/** What a pair of answers comes to. */
export type Change =
  /** Passed before, fails now, and no more than one thing differs. */
  | 'regression'
  /** Failed before, passes now, and no more than one thing differs. */
  | 'fixed'
  /** Fails now, and had no answer before. */
  | 'new-failure'
  | 'still-failing'
  | 'still-passing'
  /** Answered now, and not before. */
  | 'appeared'
  /** Answered before, and not now. */
  | 'disappeared'
  /** Answered on neither side. */
  | 'unanswered'
  /** The outcomes are two, and so many things differ that none of them can be held to account. */
  | 'not-comparable';

/** How many things of each sort differ between two answers, and how many cannot be told. */
export interface Obstacles {
  readonly settings: number;
  readonly stack: number;
  readonly machine: number;
  readonly question: number;
  /** Recorded on one side alone, or less exactly on one side. */
  readonly untold: number;
}

/** Two answers side by side, or one that has no counterpart. */
export interface ComparedPair {
  readonly match: Match['match'];
  readonly a?: Answer;
  readonly b?: Answer;
  readonly change: Change;
  /** What differs in the question and in how it was measured, beside what differs between the runs. */
  readonly differences: readonly Difference[];
  readonly obstacles: Obstacles;
}

/** Whether an outcome says something for or against its subject; a missing one says nothing. */
export function saysOf(outcome: Verdict | undefined): 'good' | 'bad' | 'nothing' {
  if (outcome === 'pass') return 'good';
  const bad: readonly (Verdict | undefined)[] = ['crash', 'hang', 'unfinished', 'fail'];
  return bad.includes(outcome) ? 'bad' : 'nothing';
}

/** What becomes of one pair of answers, given what differs between their runs. */
export function comparedPair(
  match: Match,
  ofRuns: readonly Difference[],
  probes: ProbeBook,
): ComparedPair {
  const differences =
    match.a?.result === undefined || match.b?.result === undefined
      ? []
      : questionDifferences(match.a.result, match.b.result, probes);
  const obstacles = obstaclesIn([...ofRuns, ...differences]);
  return { ...match, change: changeOf(match, obstacles), differences, obstacles };
}

function changeOf({ match, a, b }: Match, obstacles: Obstacles): Change {
  const [before, after] = [saysOf(a?.outcome), saysOf(b?.outcome)];
  if (match === 'akin') return 'not-comparable';
  if (before === 'nothing') {
    if (after === 'bad') return 'new-failure';
    return after === 'good' ? 'appeared' : 'unanswered';
  }
  if (after === 'nothing') return 'disappeared';
  if (before === after) return before === 'good' ? 'still-passing' : 'still-failing';
  if (!isAttributable(obstacles)) return 'not-comparable';
  return after === 'bad' ? 'regression' : 'fixed';
}

/** Whether a change of outcome can be laid to something: one thing differs at most, and nothing is untold. */
function isAttributable({ settings, stack, machine, question, untold }: Obstacles): boolean {
  return settings + stack + machine + question <= 1 && untold === 0;
}

/** Counts each thing once, however many of its aspects differ. */
function obstaclesIn(differences: readonly Difference[]): Obstacles {
  const count = (accept: (one: Difference) => boolean) =>
    new Set(differences.filter(accept).map(({ group, name }) => `${group} ${name}`)).size;
  const differing = (group: Difference['group']) =>
    count((one) => one.group === group && one.agreement === 'differs');
  return {
    settings: differing('settings'),
    stack: differing('stack'),
    machine: differing('machine'),
    question: differing('question'),
    untold: count(
      ({ group, agreement }) =>
        group !== 'method' && (agreement === 'one-sided' || agreement === 'inexact'),
    ),
  };
}

/** What differs in what was asked and in how it was measured. */
function questionDifferences(a: Result, b: Result, probes: ProbeBook): Difference[] {
  const question = (name: string, left: string | undefined, right: string | undefined) =>
    difference({ group: 'question', name }, left, right);
  const [left, right] = [paramsOf(a, probes), paramsOf(b, probes)];
  const params = [...new Set([...Object.keys(left), ...Object.keys(right)])].map((name) =>
    question(name, inText(left[name]), inText(right[name])),
  );
  const [envA, envB] = [a.command?.env ?? {}, b.command?.env ?? {}];
  const variables = [...new Set([...Object.keys(envA), ...Object.keys(envB)])].map((name) =>
    question(`${name} of the command`, envA[name], envB[name]),
  );
  const milliseconds = (result: Result) => {
    const limit = result.termination?.timeoutMs;
    return limit === undefined ? undefined : `${limit} ms`;
  };
  const unseen = isUnseen(a, b) || isUnseen(b, a);
  // That an answer is wrong is only seen by comparing it.
  const checkedOf = ({ outcome, checked }: Result) =>
    outcome === 'pass' ? checked : unseen ? 'verified' : undefined;
  const found = [
    question('probe', a.probe, b.probe),
    ...params,
    ...variables,
    // Another probe has another command, of course: that counts once.
    difference(
      { group: a.probe === b.probe ? 'question' : 'method', name: 'command' },
      commandOf(a, probes),
      commandOf(b, probes),
    ),
    difference(
      { group: hadLessTime(a, b) || hadLessTime(b, a) ? 'question' : 'method', name: 'deadline' },
      milliseconds(a),
      milliseconds(b),
    ),
    difference(
      { group: unseen ? 'question' : 'method', name: 'a pass means' },
      checkedOf(a),
      checkedOf(b),
    ),
    difference(
      { group: 'method', name: 'clock read once the device is done' },
      waits(a, probes),
      waits(b, probes),
    ),
  ];
  return found.filter(({ agreement }) => agreement !== 'unrecorded');
}

function inText(value: string | number | boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function commandOf(result: Result, probes: ProbeBook): string | undefined {
  const command = result.command ?? probeOf(result, probes)?.command;
  return command?.text ?? command?.argv?.join(' ');
}

/** Whether a result might have passed with the time that the other took or, where that is not known, was given. */
function hadLessTime({ outcome, termination }: Result, other: Result): boolean {
  if (!['hang', 'unfinished'].includes(outcome) || other.outcome !== 'pass') return false;
  const { durationMs, timeoutMs = 0 } = other.termination ?? {};
  return (termination?.timeoutMs ?? Infinity) < (durationMs ?? timeoutMs);
}

/** Whether an output was wrong, and might have been so in the other result, where nobody looked at it. */
function isUnseen({ outcome }: Result, other: Result): boolean {
  return outcome === 'fail' && other.outcome === 'pass' && other.checked === 'completed';
}

function waits(result: Result, probes: ProbeBook): string | undefined {
  const own = result.measurements?.find(({ synchronised }) => synchronised !== undefined);
  const known = own?.synchronised ?? probeOf(result, probes)?.synchronised;
  return known === undefined ? undefined : known ? 'yes' : 'no';
}
