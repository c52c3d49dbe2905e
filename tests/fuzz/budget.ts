import fc from 'fast-check';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The seed of every property test; said at the start, and by fast-check where one fails. */
    readonly seed: number;
  }
}

const asked = Number(process.env['FUZZ_RUNS'] ?? 0);

fc.configureGlobal({ seed: inject('seed'), numRuns: Math.max(100, asked) });

/**
 * How many cases a property is tried with: as many as it says, or as many as FUZZ_RUNS asks for, less
 * where a case costs `dear` times what most cost.
 */
export function runs(short: number, dear = 1): { numRuns: number } {
  return { numRuns: Math.max(short, Math.ceil(asked / dear)) };
}
