import { z } from 'zod';

/**
 * What stands around the text is no part of it, and is no second line to what checks a file by the JSON
 * Schema, which takes nothing away beforehand.
 */
const ONE_LINE = /^\s*(?:\S(?:[^\n]*\S)?)?\s*$/;

/** One line of plain text, shown as it is. */
export const line = z.string().trim().min(1).max(500).regex(ONE_LINE, 'one line');

/** Marks the string schemas whose value is Markdown; what is made of one is marked too. */
export const markdownTexts = z.registry<{ readonly markdown: true }>();

/** Markdown (GFM). Links may name things of the library: `[text](finding:some-id)`. */
export const markdown = z.string().trim().min(1).max(20_000);
markdownTexts.add(markdown, { markdown: true });

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits');

/**
 * Only what a reader may safely be sent to, and sees for what it is: no name before the host
 * (`https://kernel.org@example.com/`), no character that is not seen.
 */
export const url = z
  .string()
  .max(2000)
  .regex(/^https:\/\/[^\s"'<>\\/?#@\p{C}]+(?:[/?#][^\s"'<>\\\p{C}]*)?$/u, 'an https:// address');

/** A calendar day, UTC. */
export const day = z.iso.date();

/** A calendar day, or a moment in UTC down to the precision that was recorded. */
export const moment = z.union([z.iso.date(), z.iso.datetime({ offset: false })], {
  error: 'a date (2025-11-06) or a moment in UTC (2025-11-06T14:03:00Z)',
});
