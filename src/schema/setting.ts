import { z } from 'zod';
import { command } from './command.ts';
import { evidenceLink, statement } from './evidence-link.ts';
import { id, oldIds, ref } from './id.ts';
import { line, markdown } from './text.ts';

/** A parameter or variable that somebody can set. */
export const setting = z.strictObject({
  id,
  oldIds,
  kind: z.enum(['modparam', 'env', 'cmdline', 'sysfs', 'build', 'api']),
  name: line.describe(
    'As one types it: mtype_local. With the kind it joins this page to the runs that set it.',
  ),
  layer: ref('layer').optional().describe('The layer that would read it.'),
  summary: markdown,
  exists: statement.optional().describe('Whether anything reads a setting of that name.'),
  default: z
    .strictObject({ value: line, evidence: z.array(evidenceLink).min(1) })
    .optional()
    .describe('Left out where it is not known.'),
  values: z
    .array(
      z.strictObject({
        value: line,
        means: markdown,
        memoryType: ref('memory-type').optional(),
        evidence: z.array(evidenceLink).min(1),
      }),
    )
    .default([]),
  effects: z
    .array(
      z.strictObject({
        gpus: z.array(ref('gpu')).default([]).describe('Left empty: on every GPU.'),
        scope: line.optional().describe('The versions for which this was read or measured.'),
        state: z.enum(['consulted', 'not-consulted', 'equals-default', 'no-such-setting']),
        text: markdown.describe('What setting it does there, in one or two sentences.'),
        evidence: z.array(evidenceLink).min(1),
      }),
    )
    .default([])
    .describe(
      'What setting it does, by GPU family: interpretation, joined into the pages of runs.',
    ),
  howToSee: z
    .array(z.strictObject({ command, shows: markdown, evidence: z.array(evidenceLink).min(1) }))
    .default([])
    .describe('How to see it on one’s own machine.'),
  statements: z.array(statement).default([]),
});

export type Setting = z.infer<typeof setting>;
