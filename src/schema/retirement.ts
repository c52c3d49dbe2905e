import { z } from 'zod';
import { id } from './id.ts';
import { run } from './run.ts';
import { day, markdown, sha256 } from './text.ts';

/** What is left of a thing that had to go: its address stays and says when, why and what took its place. */
export const retirement = z.strictObject({
  id: id.describe('The kind and the id that are retired, joined: gpu-cdna.'),
  kind: z.enum([
    'run',
    'layer',
    'memory-type',
    'gpu',
    'setting',
    'signature',
    'probe',
    'finding',
    'option',
    'experiment',
    'source',
  ]),
  was: id.describe('The id that is retired. It is never used again.'),
  on: day,
  reason: markdown,
  becameIds: z.array(id).default([]).describe('What took its place, of the same kind.'),
  sha256: sha256.optional().describe('Of the file of a run that was taken down.'),
  remains: run
    .optional()
    .describe(
      'What may still be told of a run: ids, outcomes, how it was recorded. Editions that knew it go on from this.',
    ),
});

export type Retirement = z.infer<typeof retirement>;
