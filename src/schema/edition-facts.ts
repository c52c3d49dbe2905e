import { z } from 'zod';
import { id } from './id.ts';

/** The schema name that the recorded facts of an edition carry. */
export const EDITION_FACTS_SCHEMA = 'faultline.edition-facts/1';

/** What an edition recorded of its pages, as it is published beside the manifest. */
export const editionFacts = z.strictObject({
  schema: z.literal(EDITION_FACTS_SCHEMA),
  edition: id,
  pages: z
    .record(z.string(), z.unknown())
    .describe('The facts of each page, by its path in the manifest, which has their digest.'),
});

export type EditionFacts = z.infer<typeof editionFacts>;
