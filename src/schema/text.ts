import { z } from 'zod';

/** One line of plain text, shown as it is. */
export const line = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^[^\n]*$/, 'one line');

/** Markdown (GFM). Links may name things of the library: `[text](finding:some-id)`. */
export const markdown = z.string().trim().min(1).max(20_000);

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits');

/** Only what a reader may safely be sent to. */
export const url = z
  .string()
  .max(2000)
  .regex(/^https:\/\/[^\s"'<>\\]+$/, 'an https:// address');

/** A calendar day, UTC. */
export const day = z.iso.date();

/** A calendar day, or a moment in UTC down to the precision that was recorded. */
export const moment = z.union([z.iso.date(), z.iso.datetime({ offset: false })], {
  error: 'a date (2025-11-06) or a moment in UTC (2025-11-06T14:03:00Z)',
});
