import { z } from 'zod';
import { findingStatus } from './finding.ts';
import { id } from './id.ts';
import { day, line } from './text.ts';
import { link, weight } from './twin-part.ts';

const statusThen = z.looseObject({ status: findingStatus, words: z.string() });

const departed = z.looseObject({
  id,
  label: z.string(),
  reason: z.string().optional(),
  became: z.array(link),
});

/** The shape of the JSON beside the page that tells what an edition changed. */
export const changes = z.looseObject({
  id,
  title: line,
  summary: z.string(),
  asOf: day,
  before: id.optional().describe('The edition before; the first has none.'),
  statusChanged: z.array(
    z.looseObject({
      link,
      from: statusThen,
      to: statusThen,
      claimWas: line.optional().describe('Its words before, where they were others.'),
      because: z
        .looseObject({ kind: z.string(), weight, link: link.optional() })
        .optional()
        .describe('The piece of evidence that decided it; none where something else did.'),
      setByHand: z.looseObject({ by: line, on: z.string(), why: z.string() }).optional(),
      supersededBy: link.optional(),
      noEvidence: z.literal(true).optional().describe('Nothing weighs for it or against it.'),
    }),
  ),
  sameStatus: z
    .array(
      z.looseObject({
        link,
        status: statusThen,
        claimWas: line.optional(),
        parts: z.array(z.string()).min(1).describe('What of it changed, in words.'),
      }),
    )
    .describe('Findings that changed under the same status.'),
  newFindings: z.array(z.looseObject({ link, status: statusThen })),
  withdrawn: z.array(departed.extend({ claim: line })),
  options: z.array(
    z.looseObject({
      link,
      cells: z.array(z.looseObject({ name: z.string(), from: z.string(), to: z.string() })),
    }),
  ),
  things: z.array(
    z.looseObject({
      kind: z.string(),
      list: link.optional().describe('The page that lists all of them, where there is one.'),
      added: z.array(link),
      changed: z.array(link),
      removed: z.array(z.string()),
      departed: z.array(departed).describe('What was removed, with its name.'),
    }),
  ),
  runs: z.array(link),
});
