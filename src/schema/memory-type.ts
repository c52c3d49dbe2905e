import { z } from 'zod';
import { evidenceLink, statement } from './evidence-link.ts';
import { id, oldIds, ref } from './id.ts';
import { line, markdown } from './text.ts';

/** How memory is cached and kept coherent: RW, NC, CC, UC, WC. */
export const memoryType = z.strictObject({
  id,
  oldIds,
  name: line.describe('The short name: NC.'),
  title: line.describe('The name in words: non-coherent.'),
  summary: markdown,
  numbers: z
    .array(
      z.strictObject({
        numbering: line.describe(
          'Which numbering the number belongs to; a bare number means nothing.',
        ),
        setting: ref('setting').optional().describe('The parameter whose value this is.'),
        value: z.int().nonnegative(),
        evidence: z.array(evidenceLink).min(1),
      }),
    )
    .default([]),
  statements: z.array(statement).default([]),
});

export type MemoryType = z.infer<typeof memoryType>;
