import { canonicalJson } from '../model/canonical-json.ts';
import { EDITION_FACTS_SCHEMA, type EditionFacts } from '../schema/edition-facts.ts';

/** Where the manifest of an edition is published, below the root of the site. */
export function manifestPath(edition: string): string {
  return `v/${edition}/edition.json`;
}

/** Where the facts that an edition recorded are published, all in one file. */
export function recordedFactsPath(edition: string): string {
  return `v/${edition}/facts.json`;
}

/** The text of that file. */
export function recordedFacts(edition: string, pages: ReadonlyMap<string, unknown>): string {
  const facts: EditionFacts = {
    schema: EDITION_FACTS_SCHEMA,
    edition,
    pages: Object.fromEntries(pages),
  };
  return canonicalJson(facts);
}
