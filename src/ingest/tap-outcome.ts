import type { Mapped } from './reported.ts';

/** What stands on a line of TAP or KTAP. */
export interface TestPoint {
  readonly ok: boolean;
  /** `SKIP`, `TODO`, and for KTAP `XFAIL`, `TIMEOUT`, `ERROR`. */
  readonly directive?: string | undefined;
  readonly reason?: string | undefined;
}

/** What a test point means. */
export function tapOutcome({ ok, directive, reason }: TestPoint): Mapped {
  const why = reason === '' ? undefined : reason;
  const expected = { outcome: 'fail', why } as const;
  const outcome = ok ? 'pass' : 'fail';
  switch (directive) {
    case 'SKIP':
      return { outcome: 'skipped', rule: 'tap-skip' };
    case 'TODO':
      return { outcome, rule: 'tap-todo', expected };
    case 'XFAIL':
      return { outcome: 'fail', rule: 'ktap-xfail', expected };
    case 'TIMEOUT':
      return { outcome: 'hang', rule: 'ktap-timeout', matched: 'TIMEOUT' };
    case 'ERROR':
      return { outcome: 'error', rule: 'ktap-error', matched: 'ERROR' };
    default:
      return ok ? { outcome, rule: 'tap-ok' } : { outcome, rule: 'tap-not-ok' };
  }
}
