import type { Mapped } from './reported.ts';

/** The stages of a test, in their order. */
export const STAGES = ['setup', 'call', 'teardown'] as const;

/** What an outcome of pytest means; a stage that failed keeps a test from passing. */
export function pytestOutcome(
  outcome: string | undefined,
  failed: (typeof STAGES)[number] | undefined,
): Mapped {
  const expected = { outcome: 'fail' } as const;
  switch (outcome) {
    case 'passed':
      return failed === undefined
        ? { outcome: 'pass', rule: 'pytest-passed' }
        : { outcome: 'error', rule: 'pytest-stage-failed', matched: failed };
    case 'failed':
      return { outcome: 'fail', rule: 'pytest-failed' };
    case 'skipped':
      return { outcome: 'skipped', rule: 'pytest-skipped' };
    case 'error':
      return { outcome: 'error', rule: 'pytest-error' };
    case 'xfailed':
      return { outcome: 'fail', rule: 'pytest-xfail', expected };
    case 'xpassed':
      return { outcome: 'pass', rule: 'pytest-xpass', expected };
    default:
      return { outcome: 'error', rule: 'not-understood', matched: outcome ?? '(no outcome)' };
  }
}
