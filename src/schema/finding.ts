import { z } from 'zod';
import { basis, citation, evidenceLink } from './evidence-link.ts';
import { id, oldIds, ref } from './id.ts';
import { day, line, markdown } from './text.ts';

/** Where a claim stands once its evidence is weighed. */
export const findingStatus = z.enum([
  'supported',
  'likely',
  'contested',
  'refuted',
  'unproven',
  'superseded',
]);

/** One claim. Its status is computed from the evidence linked here. */
export const finding = z.strictObject({
  id,
  oldIds,
  claim: line.describe('One claim, in one sentence. Backticks mark code.'),
  aliases: z
    .array(line)
    .default([])
    .describe('Numbers under which the claim is cited elsewhere: C3.'),
  topic: z
    .enum(['observation', 'cause', 'mechanism', 'hardware', 'setting', 'way-forward'])
    .describe('The heading it stands under in the list.'),
  basis,
  assertedBy: z
    .array(citation)
    .default([])
    .describe('Who says so. An assertion weighs nothing by itself.'),
  supports: z.array(evidenceLink).default([]),
  contradicts: z.array(evidenceLink).default([]),
  explanation: markdown.optional(),
  gap: markdown.optional().describe('What would have to be known to decide it.'),
  about: z
    .strictObject({
      layers: z.array(ref('layer')).default([]),
      memoryTypes: z.array(ref('memory-type')).default([]),
      gpus: z.array(ref('gpu')).default([]),
      settings: z.array(ref('setting')).default([]),
      signatures: z.array(ref('signature')).default([]),
      probes: z.array(ref('probe')).default([]),
      options: z.array(ref('option')).default([]),
    })
    .prefault({}),
  scope: z
    .strictObject({ kernel: line.optional(), rocm: line.optional(), pytorch: line.optional() })
    .optional()
    .describe('The versions for which the claim is made.'),
  supersededBy: ref('finding').optional(),
  lastVerified: day.optional(),
  override: z
    .strictObject({ status: findingStatus, by: line, on: day, why: markdown })
    .optional()
    .describe('A status set by hand; the page shows the computed one beside it.'),
});

export type Finding = z.infer<typeof finding>;
export type FindingStatus = z.infer<typeof findingStatus>;
