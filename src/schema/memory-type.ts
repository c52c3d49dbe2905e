import { z } from 'zod';
import { basis, evidenceLink, statement } from './evidence-link.ts';
import { id, oldIds, ref } from './id.ts';
import { line, markdown } from './text.ts';

/** Where a value can stand: in the GPU’s cache, in memory, with the CPU or another GPU. */
const lane = z.enum(['gpu', 'cache', 'memory', 'other']);

const cacheStep = z.strictObject({
  text: markdown.describe('What happens, in one sentence.'),
  from: lane.optional(),
  to: lane.optional().describe('Where the value goes in this step.'),
  holds: z
    .partialRecord(lane, z.enum(['old', 'new', 'none']))
    .describe('Which value each place has after this step; none: it holds no copy.'),
  basis,
  evidence: z.array(evidenceLink).min(1),
});

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
  cache: z
    .strictObject({
      scope: line.describe('For which GPU and which memory this was read.'),
      steps: z.array(cacheStep).min(2),
    })
    .optional()
    .describe('What a cache does with memory of this type, step by step: a write, then a read.'),
  statements: z.array(statement).default([]),
});

export type MemoryType = z.infer<typeof memoryType>;
