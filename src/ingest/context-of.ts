import type { Context } from '../schema/context.ts';

/** What is known of a run besides the report of its tests. */
export type RunContext = Context;

/** The file that a report was read from. */
export interface Original {
  readonly sha256: string;
  readonly bytes: number;
}
