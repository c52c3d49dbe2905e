import { z } from 'zod';
import { command } from './command.ts';
import { basis, evidenceLink, statement } from './evidence-link.ts';
import { id, localId, oldIds, ref } from './id.ts';
import { line, markdown } from './text.ts';

/** One thing to log, and what each answer says of the cause. */
const question = z.strictObject({
  id: localId,
  question: line,
  commands: z
    .array(command)
    .default([])
    .describe('What to run; left out where the error itself says it.'),
  answers: z
    .array(
      z.strictObject({
        when: markdown,
        means: markdown,
        basis,
        evidence: z.array(evidenceLink).min(1),
      }),
    )
    .min(1),
});

/** A recognisable error. */
export const signature = z.strictObject({
  id,
  oldIds,
  text: line.describe('The error string as it is printed; runs are joined by it.'),
  aliases: z
    .array(line)
    .default([])
    .describe('Other forms of the same error: a code, an older wording.'),
  patterns: z
    .array(
      z.strictObject({
        line: z
          .string()
          .min(1)
          .max(500)
          .describe(
            'RE2 syntax: found anywhere in a line of output or of a log, it is this error.',
          ),
        tells: z
          .enum(['crash', 'hang'])
          .optional()
          .describe('How a test that failed with such a line in its output ended.'),
      }),
    )
    .optional()
    .describe('How to recognise it in output and logs; without any, by its text.'),
  layer: ref('layer').optional().describe('The layer that reports it.'),
  summary: markdown,
  meaning: z.array(statement).default([]).describe('What it means. Empty: nobody here knows.'),
  options: z
    .array(ref('option'))
    .default([])
    .describe('Ways forward that fit this error, the most fitting first.'),
  confusedWith: z
    .array(z.strictObject({ signature: ref('signature'), difference: statement }))
    .default([]),
  tellApart: z
    .array(question)
    .default([])
    .describe('What to log, so that the causes can be told apart; the most telling first.'),
  experiments: z
    .array(ref('experiment'))
    .default([])
    .describe('What would settle it where a log cannot.'),
});

export type Signature = z.infer<typeof signature>;
