import type { Mapped } from './reported.ts';

/** What a status of KCIDB means. */
export function kcidbOutcome(status: string): Mapped {
  switch (status) {
    case 'PASS':
      return { outcome: 'pass', rule: 'kcidb-pass' };
    case 'FAIL':
      return { outcome: 'fail', rule: 'kcidb-fail' };
    case 'ERROR':
      return { outcome: 'error', rule: 'kcidb-error' };
    case 'MISS':
      return { outcome: 'blocked', rule: 'kcidb-miss' };
    case 'DONE':
      return { outcome: 'observed', rule: 'kcidb-done' };
    case 'SKIP':
      return { outcome: 'skipped', rule: 'kcidb-skip' };
    default:
      return { outcome: 'error', rule: 'not-understood', matched: status };
  }
}
