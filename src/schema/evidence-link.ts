import { z } from 'zod';
import { localId, ref } from './id.ts';
import { line, markdown } from './text.ts';

/** What a claim rests on. */
export const basis = z
  .enum(['observed', 'inferred', 'cited', 'asserted'])
  .describe(
    'observed: a run shows it. inferred: reasoned from something named. cited: a source says it. asserted: somebody says so, with nothing behind it.',
  );

/** A place in a source. */
export const citation = z.strictObject({
  source: ref('source'),
  where: line.optional().describe('Section, lines or message within the source.'),
  says: markdown.optional().describe('What it says there, in our own words.'),
});

/**
 * One piece of evidence: a result or a setting of a run, a place in a source, or an inference.
 * Exactly one of `run` (with `result`, `setting` or neither), `source` and `inference`.
 */
export const evidenceLink = z
  .strictObject({
    run: ref('run').optional(),
    result: localId.optional().describe('A result of that run.'),
    setting: line.optional().describe('The name of a setting of that run.'),
    source: ref('source').optional(),
    where: line.optional().describe('Section, lines or message within the source.'),
    inference: markdown.optional().describe('The reasoning, in our own words.'),
    says: markdown.optional().describe('What this piece shows, in our own words.'),
  })
  .refine((e) => [e.run, e.source, e.inference].filter((part) => part !== undefined).length === 1, {
    error: 'exactly one of run, source and inference',
  })
  .refine((e) => e.run !== undefined || (e.result === undefined && e.setting === undefined), {
    error: 'result and setting belong to a run',
  })
  .refine((e) => e.source !== undefined || e.where === undefined, {
    error: 'where belongs to a source',
  });

/** One factual sentence of an interpretation, with what it rests on. */
export const statement = z.strictObject({
  text: markdown.describe('One sentence.'),
  basis,
  evidence: z
    .array(evidenceLink)
    .min(1)
    .describe('What it rests on; an assertion names who asserts it.'),
});

export type Basis = z.infer<typeof basis>;
export type Citation = z.infer<typeof citation>;
export type EvidenceLink = z.infer<typeof evidenceLink>;
export type Statement = z.infer<typeof statement>;
