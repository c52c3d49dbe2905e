import { z } from 'zod';
import { id } from './id.ts';
import { line } from './text.ts';
import { address, counts, link, verdict } from './twin-part.ts';

/* The shape of the JSON beside a comparison of two runs, and beside the list of comparisons. */

const CHANGES = [
  'regression',
  'new-failure',
  'fixed',
  'not-comparable',
  'still-failing',
  'still-passing',
  'appeared',
  'disappeared',
  'unanswered',
] as const;

const change = z.enum(CHANGES);
const sentences = z.array(z.string().describe('Backticks mark code.'));

const difference = z.looseObject({
  name: z.string(),
  aspect: z.string().optional().describe('Of a version: installed or loaded; of a setting too.'),
  link: link.optional(),
  a: z.string().optional().describe('Left out: not recorded.'),
  b: z.string().optional().describe('Left out: not recorded.'),
  agreement: z.enum(['same', 'differs', 'inexact', 'one-sided', 'unrecorded']),
});

const answer = z.looseObject({
  outcome: verdict,
  link,
  times: z.array(z.string()),
  said: z.string().optional(),
});

const pair = z.looseObject({
  anchor: z.string().describe('Where the pair stands on the page.'),
  akin: z.boolean().describe('The same point, asked by other means: never the same question.'),
  a: answer.optional().describe('Left out: not asked.'),
  b: answer.optional().describe('Left out: not asked.'),
  obstacles: z.string().optional().describe('Why the two cannot be compared.'),
  differences: z.array(difference).describe('What differs in the question.'),
});

const occurrence = z.looseObject({ outcome: verdict, link, date: z.string() });

const lineage = z.array(
  z.looseObject({
    outcome: verdict,
    link,
    probe: link.optional(),
    lastGood: occurrence.optional(),
    firstBad: occurrence,
    elsewhere: z.string(),
    shown: z.array(occurrence),
    akin: z.string(),
    akinShown: z.array(occurrence),
  }),
);

/** Two runs side by side. */
export const comparison = z.looseObject({
  a: id,
  b: id,
  why: z
    .array(z.enum(['before', 'named']))
    .describe(
      'before: the run before it, as far as dates tell, on its card with a probe in common. named: one names the other.',
    ),
  order: z.string().optional().describe('Left out where the dates tell which came first.'),
  headline: z.string().describe('Backticks mark code.'),
  runs: z.array(
    z.looseObject({
      letter: z.enum(['A', 'B']),
      link,
      date: z.string(),
      card: z.string(),
      recordedFrom: z.string(),
      counts,
      completeness: z.string(),
    }),
  ),
  counts: z.array(z.looseObject({ change, count: z.int().positive() })),
  may: sentences.describe('What may be concluded.'),
  mayNot: sentences.describe('What may not.'),
  groups: z
    .array(
      z.looseObject({
        id: z.enum(['machine', 'stack', 'settings']),
        title: z.string(),
        rows: z.array(difference).describe('What is not the same in both, and what goes with it.'),
        same: z.array(difference),
        neither: z.array(z.string()).describe('What neither run recorded.'),
      }),
    )
    .describe('Machine, stack and settings.'),
  changes: z.array(
    z.looseObject({ change, word: z.string(), means: z.string(), rows: z.array(pair) }),
  ),
  lineage: z
    .looseObject({ a: lineage, b: lineage })
    .describe(
      'Of every failing result: last good, first bad and elsewhere, until the day of its run.',
    ),
});

const corrected = z.literal(true).optional().describe('Another run corrects it.');
const side = z.looseObject({ title: line, date: z.string(), corrected });
const row = z.looseObject({ url: address, a: side, b: side, why: z.string() });

/** The newest comparisons. */
export const comparisonList = z.looseObject({
  named: z.array(row).describe('Runs that are named beside one another.'),
  newest: z
    .array(row)
    .describe('Runs and the one before them on their card, as far as dates tell.'),
  others: z
    .int()
    .nonnegative()
    .describe('So many more pairs have pages: the lists of runs name them with their later run.'),
});
