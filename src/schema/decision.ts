import { z } from 'zod';
import { basis, evidenceLink } from './evidence-link.ts';
import { id, localId, oldIds, ref } from './id.ts';
import { line, markdown } from './text.ts';

const axis = z.strictObject({
  id: localId,
  title: line,
  values: z.array(z.strictObject({ id: localId, title: line })).min(1),
});

const step = z.strictObject({
  id: localId,
  layer: ref('layer').optional(),
  title: line,
  text: markdown.optional(),
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
  when: z
    .record(z.string(), z.union([localId, z.array(localId).min(1)]))
    .describe(
      'Axis id to the value or values for which this row holds; an axis left out may have any.',
    ),
  gives: ref('memory-type'),
  decidedBy: ref('layer'),
  consults: z.array(ref('setting')).default([]),
  basis,
  evidence: z.array(evidenceLink).min(1),
  note: markdown.optional(),
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
  rows: z.array(row).default([]),
});

export type Decision = z.infer<typeof decision>;
