import { WORST_FIRST } from '../model/tally.ts';
import { byText } from './by-text.ts';
import type { Output } from './kept-text.ts';
import type { Mapped } from './reported.ts';

/** One verdict inside a `<testcase>`. */
export interface JunitVerdict {
  /** The name of the element: `failure`, `error`, `skipped`, or one that is not known. */
  readonly element: string;
  readonly type: string | undefined;
  readonly message: string | undefined;
}

/** What the attributes `status` and `result` may say where no element says anything. */
const STATUS_WORDS: ReadonlyMap<string, Mapped['outcome']> = new Map([
  ['run', 'pass'],
  ['completed', 'pass'],
  ['passed', 'pass'],
  ['pass', 'pass'],
  ['success', 'pass'],
  ['successful', 'pass'],
  ['ok', 'pass'],
  ['executed', 'pass'],
  ['notrun', 'skipped'],
  ['not run', 'skipped'],
  ['suppressed', 'skipped'],
  ['skipped', 'skipped'],
  ['skip', 'skipped'],
  ['disabled', 'skipped'],
  ['ignored', 'skipped'],
  ['failed', 'fail'],
  ['fail', 'fail'],
  ['failure', 'fail'],
  ['error', 'error'],
  ['errored', 'error'],
]);

/** Whether an element inside a `<testcase>` says how it ended. */
export function isVerdict(element: string): boolean {
  return !['properties', 'system-out', 'system-err', 'rerunFailure', 'rerunError'].includes(
    element,
  );
}

/** What one verdict means by itself. */
export function verdictOf({ element, type, message }: JunitVerdict): Mapped {
  switch (element) {
    case 'failure':
      return { outcome: 'fail', rule: 'junit-failure' };
    case 'error':
      return { outcome: 'error', rule: 'junit-error' };
    case 'skipped':
    case 'disabled':
    case 'ignored':
      if (type !== 'pytest.xfail' && type !== 'XFAIL')
        return { outcome: 'skipped', rule: 'junit-skipped' };
      return {
        outcome: 'fail',
        rule: 'junit-xfail',
        matched: type,
        expected: { outcome: 'fail', why: message === '' ? undefined : message },
      };
    case 'flakyFailure':
    case 'flakyError':
      return { outcome: 'pass', rule: 'surefire-flaky' };
    default:
      return { outcome: 'error', rule: 'not-understood', matched: element };
  }
}

/**
 * What a `<testcase>` comes to: the worst of its verdicts, or of its `status` and `result` where it has
 * none. A failure or an error becomes a crash or a hang only by a text of the case.
 */
export function junitOutcome(
  verdicts: readonly JunitVerdict[],
  words: readonly string[],
  outputs: readonly Output[],
): Mapped {
  const spoken = words.map(wordMeaning);
  // `run` beside an element, or beside `skipped`, says only that the test was not disabled.
  const others = [
    ...verdicts.map(verdictOf),
    ...spoken.filter(({ outcome }) => outcome !== 'pass'),
  ];
  const stated = others.length > 0 ? others : spoken;
  const worst = WORST_FIRST.map((outcome) =>
    // A failure that nobody expected outweighs an expected one.
    stated
      .filter((one) => one.outcome === outcome)
      .toSorted((a, b) => Number(a.expected !== undefined) - Number(b.expected !== undefined)),
  ).flat()[0];
  if (worst === undefined) return { outcome: 'pass', rule: 'junit-no-verdict' };
  return byText(worst, outputs);
}

function wordMeaning(word: string): Mapped {
  const outcome = STATUS_WORDS.get(word.trim().toLowerCase());
  return outcome === undefined
    ? { outcome: 'error', rule: 'not-understood', matched: word }
    : { outcome, rule: 'junit-status', matched: word };
}
