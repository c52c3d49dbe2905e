import { z } from 'zod';
import { basis, citation, evidenceLink } from './evidence-link.ts';
import { id, localId, oldIds, ref } from './id.ts';
import { line, markdown } from './text.ts';

const cell = {
  basis: basis
    .or(z.literal('estimate'))
    .describe('estimate: a number or grade that somebody put on it.'),
  evidence: z.array(evidenceLink).min(1),
  note: markdown.optional(),
};

/** A way forward. A cell that is left out is shown as unknown. */
export const option = z.strictObject({
  id,
  oldIds,
  letter: z
    .string()
    .regex(/^[A-Z]$/)
    .optional(),
  title: line,
  rank: z
    .int()
    .positive()
    .optional()
    .describe(
      'Its place in the order that the editors would try; the reason stands in prose/options.',
    ),
  gpus: z
    .array(ref('gpu'))
    .optional()
    .describe('The families of GPUs that it is a way forward for.'),
  summary: markdown,
  status: z
    .enum(['open', 'tried', 'refuted', 'recommended', 'named'])
    .describe('named: somebody named it without assessing it.'),
  statusEvidence: z.array(evidenceLink).min(1),
  why: markdown.optional().describe('Why it is recommended, or why it is refuted.'),
  complexity: z
    .strictObject({ value: z.enum(['low', 'medium', 'high', 'very-high']), ...cell })
    .optional(),
  chance: z
    .strictObject({
      percent: z.number().min(0).max(100),
      ...cell,
      basis: z.literal('estimate'),
      by: citation,
      others: z
        .array(z.strictObject({ percent: z.number().min(0).max(100), by: citation }))
        .optional()
        .describe('What others, or the same author elsewhere, put it at.'),
    })
    .optional()
    .describe('An estimate by somebody. A measured rate is computed from runs, never written.'),
  hours: z
    .strictObject({
      min: z.number().nonnegative(),
      max: z.number().nonnegative(),
      text: line.optional().describe('The range in words, where hours do not read well.'),
      ...cell,
    })
    .optional(),
  costs: z
    .array(
      z.strictObject({
        what: line,
        min: z.number().nonnegative(),
        max: z.number().nonnegative(),
        unit: z.enum(['USD', 'USD/h']),
        ...cell,
      }),
    )
    .default([]),
  tries: z
    .array(z.strictObject({ run: ref('run'), result: localId.optional() }))
    .default([])
    .describe(
      'Results that tried it: a measured rate is computed from those that passed or failed.',
    ),
  requires: z.array(statement()).default([]),
  blockers: z.array(statement()).default([]),
  risks: z.array(statement()).default([]),
  undo: z
    .strictObject({
      text: markdown,
      ease: z
        .enum(['at-once', 'with-work', 'not'])
        .optional()
        .describe('at-once: one step. with-work: several. not: it cannot be undone.'),
      ...cell,
    })
    .optional(),
  steps: z.array(statement()).default([]),
  layers: z.array(ref('layer')).default([]).describe('The layers it would change.'),
  findingsFor: z.array(ref('finding')).default([]),
  findingsAgainst: z.array(ref('finding')).default([]),
});

function statement() {
  return z.strictObject({ text: markdown, ...cell });
}

export type Option = z.infer<typeof option>;
