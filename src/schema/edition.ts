import { z } from 'zod';
import { id } from './id.ts';
import { day, line, markdown, sha256 } from './text.ts';

/** The schema name that an edition carries: `major` only grows with an upgrade function. */
export const EDITION_SCHEMA = 'faultline.edition/1';

/** What an edition promises of one page: that its facts can be computed, and that its anchors stay. */
const promise = z.strictObject({
  path: z.string().describe('Below the root of the edition: "findings/some-id/"; "" is its home.'),
  facts: sha256.describe('Of the canonical JSON of the page’s facts.'),
  anchors: z.array(z.string()),
});

/** A numbered, frozen state of the interpretations: `content/editions/<id>/edition.json`. */
export const edition = z.strictObject({
  schema: z.literal(EDITION_SCHEMA),
  id,
  title: line,
  summary: markdown,
  asOf: day.describe('The day it speaks for.'),
  frozenOn: day.describe('The day it was made. If that is another, the edition is reconstructed.'),
  state: z
    .enum(['draft', 'sealed'])
    .describe('A draft may be frozen again; a sealed one never changes.'),
  content: z.int().positive().describe('The version of the shapes of its files.'),
  files: z.array(z.strictObject({ path: z.string(), sha256 })),
  runs: z
    .array(z.strictObject({ id, sha256 }))
    .describe('The runs that it knew, with the digest of the file of each.'),
  pages: z.array(promise),
});

export type Edition = z.infer<typeof edition>;
