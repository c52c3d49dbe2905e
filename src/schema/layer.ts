import { z } from 'zod';
import { statement } from './evidence-link.ts';
import { id, oldIds, ref } from './id.ts';
import { line, markdown } from './text.ts';

/** A level of the software stack. */
export const layer = z.strictObject({
  id,
  oldIds,
  name: line,
  role: markdown.describe('What this layer is for, in one sentence.'),
  memoryType: z
    .enum(['asks', 'passes-on', 'decides', 'obeys'])
    .optional()
    .describe(
      'Its part in choosing a memory type: it asks, hands the question down, decides, or obeys.',
    ),
  restsOn: z
    .array(ref('layer'))
    .default([])
    .describe('The layers directly below it. The order of the stack follows from these.'),
  requests: z.array(statement).default([]).describe('What it may ask the layers below for.'),
  decides: z.array(statement).default([]).describe('What it decides itself.'),
  statements: z.array(statement).default([]).describe('What else is held about it.'),
});

export type Layer = z.infer<typeof layer>;
