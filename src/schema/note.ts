import { z } from 'zod';
import { basis, evidenceLink } from './evidence-link.ts';
import { id, localId, ref } from './id.ts';
import { day, line, markdown } from './text.ts';

/** Something learnt later about one place of a run. The run itself stays as it is. */
export const note = z.strictObject({
  id,
  run: ref('run'),
  result: localId.optional().describe('The result of that run it is about.'),
  setting: line.optional().describe('The setting of that run it is about.'),
  on: day.describe('The day it was learnt.'),
  text: markdown,
  comparesTo: z
    .array(ref('run'))
    .optional()
    .describe('Runs that this one should be read beside: each gets a comparison of its own.'),
  basis,
  evidence: z.array(evidenceLink).min(1),
});

export type Note = z.infer<typeof note>;
