import { z } from 'zod';
import { id, ref } from './id.ts';
import { machine, setting, stackEntry } from './run.ts';
import { line, moment } from './text.ts';

/** What somebody knows of a run that the report of its tests does not say. */
export const context = z.strictObject({
  $schema: z.string().optional().describe('For editors.'),
  id: id.optional().describe('The id of the run; made from its date and its digest if left out.'),
  title: line.optional(),
  date: moment.optional().describe('When the run took place, where the report does not say.'),
  replaces: ref('run').optional(),
  runner: z.strictObject({ id: line, kind: line }).optional(),
  machine: machine.optional(),
  stack: z.array(stackEntry).optional(),
  settings: z.array(setting).optional(),
  notes: z
    .array(line)
    .optional()
    .describe('What else is to be known, one sentence each; kept as statements told from memory.'),
  probes: z
    .record(z.string(), ref('probe'))
    .optional()
    .describe(
      'For a test, by its name in the report or its id in the record: the probe that it is.',
    ),
});

export type Context = z.infer<typeof context>;
