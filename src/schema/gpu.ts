import { z } from 'zod';
import { statement } from './evidence-link.ts';
import { id, oldIds } from './id.ts';
import { line, markdown } from './text.ts';

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
      }),
    )
    .default([]),
  statements: z.array(statement).default([]),
});

export type Gpu = z.infer<typeof gpu>;
