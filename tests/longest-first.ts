import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take minutes or build sites that others wait for, the longest first. */
const LONGEST = [
  'pages',
  'faults',
  'incremental',
  'editions',
  'anchors',
  'shards',
  // Later than its length asks for: with the first it would wait for the same site.
  'comparing',
  'attack',
  'build',
  'ingest/reports-cli',
  'diagrams',
  'ingest/redaction/planted',
  'ingest/hostile',
  'ingest/privacy',
  'ingest/cli',
  'verify',
  'explainer',
  'development',
  'search',
  'action',
  'companions',
  'publish/markdown',
  'ingest/along',
  'lock',
].map((name) => `tests/${name}.test.ts`);

const rank = (root: string, file: string) => {
  const at = LONGEST.indexOf(relative(root, file));
  return at < 0 ? LONGEST.length : at;
};

/**
 * Begins with the longest test files: what begins last ends last, and by then only one core has work. On a
 * fresh machine nothing is known of earlier runs, and by their sizes alone the longest would come late.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config;
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(root, a.moduleId) - rank(root, b.moduleId));
  }
}
