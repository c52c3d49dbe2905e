import { z } from 'zod';
import { findingStatus } from './finding.ts';
import { id } from './id.ts';
import { day, line } from './text.ts';
import { link, weight } from './twin-part.ts';

const statusThen = z.looseObject({ status: findingStatus, words: z.string() });

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
      because: z.looseObject({ kind: z.string(), weight, link: link.optional() }).optional(),
    }),
  ),
  newFindings: z.array(z.looseObject({ link, status: statusThen })),
  withdrawn: z.array(z.looseObject({ id, claim: line })),
  options: z.array(
    z.looseObject({
      link,
      cells: z.array(z.looseObject({ name: z.string(), from: z.string(), to: z.string() })),
    }),
  ),
  things: z.array(
    z.looseObject({
      kind: z.string(),
      added: z.array(link),
      changed: z.array(link),
      removed: z.array(z.string()),
    }),
  ),
  runs: z.array(link),
});
