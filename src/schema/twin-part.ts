import { z } from 'zod';
import { outcome } from './run.ts';

/* What the JSON of several kinds of pages has in common. */

export const address = z
  .string()
  .describe('In full where the site knows where it stands, else from the root of its host.');

export const verdict = outcome.or(z.literal('no-result'));
export const counts = z.array(z.strictObject({ outcome: verdict, count: z.int().positive() }));
export const link = z.looseObject({
  label: z.string().describe('Backticks mark code.'),
  url: address,
});
export const weight = z.int().min(0).max(3);
