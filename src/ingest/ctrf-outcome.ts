import type { Mapped } from './reported.ts';

/** What `status` means, together with what the runner itself called it. */
export function ctrfOutcome(
  status: string | undefined,
  rawStatus: string | undefined,
  message: string | undefined,
): Mapped {
  if (rawStatus !== undefined && (status === 'failed' || status === 'other')) {
    if (/^timed?[ _-]?out$/i.test(rawStatus)) {
      return { outcome: 'hang', rule: 'ctrf-raw-status', matched: rawStatus };
    }
    if (/^crash(?:ed)?$/i.test(rawStatus)) {
      return { outcome: 'crash', rule: 'ctrf-raw-status', matched: rawStatus };
    }
  }
  switch (status) {
    case 'passed':
      return { outcome: 'pass', rule: 'ctrf-passed' };
    case 'failed':
      return { outcome: 'fail', rule: 'ctrf-failed' };
    case 'skipped':
      return { outcome: 'skipped', rule: 'ctrf-skipped' };
    case 'pending':
      return message === undefined
        ? { outcome: 'skipped', rule: 'ctrf-pending' }
        : { outcome: 'blocked', rule: 'ctrf-pending-why' };
    case 'other':
      return rawStatus !== undefined && /^fail(?:ed|ure)?$/i.test(rawStatus)
        ? { outcome: 'fail', rule: 'ctrf-raw-status', matched: rawStatus }
        : { outcome: 'error', rule: 'ctrf-other' };
    default:
      return { outcome: 'error', rule: 'not-understood', matched: status ?? '(no status)' };
  }
}
