import { z } from 'zod';
import { statement } from './evidence-link.ts';
import { id, localId, oldIds, ref } from './id.ts';
import { line, markdown } from './text.ts';

/** Axis id to value, in a decision. */
const where = z.record(z.string(), localId);

/** A family of GPUs that behave alike. */
export const gpu = z.strictObject({
  id,
  oldIds,
  name: line,
  summary: markdown,
  gfx: z.array(line).default([]).describe('Instruction-set names: gfx1010.'),
  gc: line.optional().describe('Graphics-core versions: 10.1.x.'),
  products: z
    .array(
      z.strictObject({
        name: line,
        gfx: line.optional(),
        pciId: z
          .string()
          .regex(/^[0-9a-f]{4}:[0-9a-f]{4}$/)
          .optional(),
        where: where.optional().describe('What is known of this product beyond its family.'),
      }),
    )
    .default([]),
  rows: z
    .array(z.strictObject({ decision: ref('decision'), where }))
    .default([])
    .describe('The rows of decisions that are about this family, by the values of their axes.'),
  statements: z.array(statement).default([]),
});

export type Gpu = z.infer<typeof gpu>;
