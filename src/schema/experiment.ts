import { z } from 'zod';
import { command } from './command.ts';
import { citation } from './evidence-link.ts';
import { id, oldIds, ref } from './id.ts';
import { line, markdown } from './text.ts';

/** A probe that somebody should run, and what each outcome would decide. */
export const experiment = z.strictObject({
  id,
  oldIds,
  question: line,
  commands: z.array(command).min(1),
  needs: z.array(markdown).default([]),
  decides: z.array(ref('finding')).min(1),
  outcomes: z.array(z.strictObject({ when: markdown, means: markdown })).min(2),
  sources: z.array(citation).default([]),
});

export type Experiment = z.infer<typeof experiment>;
