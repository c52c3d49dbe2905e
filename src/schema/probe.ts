import { z } from 'zod';
import { command } from './command.ts';
import { citation } from './evidence-link.ts';
import { id, oldIds, ref } from './id.ts';
import { line, markdown } from './text.ts';

/** A question with a command that answers it. */
export const probe = z.strictObject({
  id,
  oldIds,
  question: line,
  command: command.optional(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  checks: z
    .enum(['completed', 'verified'])
    .optional()
    .describe('What a pass of this probe means. Left out where it is not known.'),
  explanation: markdown.optional(),
  variantOf: ref('probe').optional(),
  sources: z.array(citation).min(1),
});

export type Probe = z.infer<typeof probe>;
