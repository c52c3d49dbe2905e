import { z } from 'zod';
import { command } from './command.ts';
import { citation } from './evidence-link.ts';
import { id, localId, oldIds, ref } from './id.ts';
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
  synchronised: z
    .boolean()
    .optional()
    .describe('Whether its script waits for the device before it reads the clock.'),
  subject: z
    .strictObject({
      id: localId.describe('A name that probes of one subject share.'),
      at: z
        .array(line)
        .default([])
        .describe('The parameters that say which point of the subject a result is about.'),
    })
    .optional()
    .describe(
      'Probes of one subject ask the same of a stack by different means. Their results stand side by side, and are never taken for one another.',
    ),
  explanation: markdown.optional(),
  variantOf: ref('probe').optional(),
  sources: z.array(citation).min(1),
});

export type Probe = z.infer<typeof probe>;
