import { graver, type Output } from './kept-text.ts';
import type { Mapped } from './reported.ts';

/** A failure or error as the crash or hang that one of its texts tells. */
export function byText(mapped: Mapped, outputs: readonly Output[]): Mapped {
  const bad = mapped.outcome === 'fail' || mapped.outcome === 'error';
  if (!bad || mapped.expected !== undefined || mapped.rule === 'not-understood') return mapped;
  const telling = outputs.map((output) => output.telling).reduce(graver, undefined);
  if (telling === undefined) return mapped;
  return { outcome: telling.outcome, rule: `${telling.outcome}-by-text`, matched: telling.matched };
}
