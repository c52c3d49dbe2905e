import { z } from 'zod';
import { line } from './text.ts';

/** A command as somebody ran it. Only a complete one can be copied from the site and run. */
export const command = z
  .strictObject({
    form: z
      .enum(['complete', 'as-printed'])
      .describe(
        'complete: runs as it stands. as-printed: what a source shows, known or feared to lack something.',
      ),
    argv: z
      .array(z.string().max(4000))
      .min(1)
      .optional()
      .describe('The exact arguments, where they were recorded.'),
    text: z
      .string()
      .min(1)
      .max(4000)
      .optional()
      .describe('The command line as one text, where only that is known.'),
    env: z
      .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string())
      .optional()
      .describe('Environment variables set for this command alone.'),
    cwd: line.optional(),
  })
  .refine((c) => (c.argv === undefined) !== (c.text === undefined), {
    error: 'exactly one of argv and text',
  });

export type Command = z.infer<typeof command>;
