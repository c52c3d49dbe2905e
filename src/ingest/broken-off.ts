import type { Deviations } from './deviations.ts';
import { oneLine } from './plain.ts';

/**
 * Lists that a file breaks off, and says it in words for a run that is not whole.
 * @param offset byte
 * @param line from 1, where it is known
 */
export function brokenOff(
  { cause, offset, line }: { cause: string; offset: number; line?: number },
  deviations: Deviations,
): string {
  const at = line === undefined ? `byte ${offset}` : `line ${line}, byte ${offset}`;
  const why = oneLine(cause, 200);
  deviations.add('broken-off', at, why);
  return `the file ends or breaks at byte ${offset}: ${why}`;
}
