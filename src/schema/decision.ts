import { z } from 'zod';
import { basis, evidenceLink } from './evidence-link.ts';
import { id, localId, oldIds, ref } from './id.ts';
import { line, markdown } from './text.ts';

/** Axis id to the value or values for which something holds; an axis left out may have any. */
const conditions = z.record(z.string(), z.union([localId, z.array(localId).min(1)]));

const axis = z.strictObject({
  id: localId,
  title: line,
  param: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and underscores')
    .optional()
    .describe('What it is called in the address of an answer, permanent; its id if left out.'),
  setting: ref('setting').optional().describe('The setting whose values these are.'),
  preset: localId
    .optional()
    .describe('The value that is taken where nobody chose one; left out: all are considered.'),
  detail: z.literal(true).optional().describe('Matters only to some rows: asked after the others.'),
  values: z.array(z.strictObject({ id: localId, title: line })).min(1),
});

const step = z.strictObject({
  id: localId,
  layer: ref('layer').optional(),
  title: line,
  text: markdown.optional(),
  becomes: z
    .array(
      z.strictObject({
        when: conditions.default({}),
        text: markdown.describe('What the request is after this step, in one sentence.'),
        names: ref('memory-type')
          .optional()
          .describe('The memory type that it names from here on.'),
        basis,
        evidence: z.array(evidenceLink).min(1),
      }),
    )
    .default([])
    .describe('What this step makes of a request; the first entry that fits holds.'),
  basis,
  evidence: z.array(evidenceLink).min(1),
});

const edge = z.strictObject({
  from: localId,
  to: localId,
  label: line.optional(),
});

const row = z.strictObject({
  id: localId,
  when: conditions.describe(
    'Axis id to the value or values for which this row holds; an axis left out may have any.',
  ),
  gives: ref('memory-type'),
  decidedBy: ref('layer'),
  consults: z.array(ref('setting')).default([]),
  basis,
  evidence: z.array(evidenceLink).min(1),
  note: markdown.optional(),
});

const impossible = z.strictObject({
  id: localId,
  when: conditions.describe('The combinations that cannot occur.'),
  text: markdown.describe('Why they cannot, in one sentence.'),
  basis,
  evidence: z.array(evidenceLink).min(1),
});

/** Who decides the memory type: the axes of the question, the steps in order of authority, the rows of the answer. */
export const decision = z.strictObject({
  id,
  oldIds,
  title: line,
  summary: markdown,
  finding: ref('finding').optional().describe('The finding that says whether this account holds.'),
  axes: z.array(axis).default([]),
  steps: z.array(step).min(1).describe('In order: the first has the last word.'),
  edges: z.array(edge).default([]),
  way: z
    .array(localId)
    .default([])
    .describe('The steps that a request passes, from who asks to what obeys; edges join them.'),
  impossible: z.array(impossible).default([]),
  example: z
    .record(z.string(), localId)
    .optional()
    .describe('The case by which it is set beside other accounts of the same GPU: axis to value.'),
  rows: z.array(row).default([]),
});

export type Conditions = z.infer<typeof conditions>;
export type Decision = z.infer<typeof decision>;
