import { join } from 'node:path';
import { type ArchiveReading, readArchive } from '../src/archive.ts';
import { dependencyDigests } from '../src/dependency-digests.ts';
import { generatorDigest } from '../src/generator-digest.ts';
import { handOver, tracedArchive } from '../src/handover.ts';
import type { Archive } from '../src/model/archive.ts';
import { formatProblem, type Problem } from '../src/model/problem.ts';
import type { Dependency } from '../src/model/trace.ts';
import { type EditionSite, editionSite } from '../src/publish/edition-site.ts';
import { promisedWords } from '../src/publish/former-anchors.ts';
// Asks questions that only pages ask otherwise.
import '../src/publish/lineage-view.ts';
import '../src/publish/runs-page.ts';
import type { Location } from '../src/publish/urls.ts';
import { DEFAULT_CACHE, DrawingCache } from '../src/render/drawing-cache.ts';
import { prepareDiagrams } from './prepare-diagrams.ts';
import { siteLocation } from './site-location.ts';

/** Everything that a site is made from, checked and handed to the pages. */
export interface BuildInputs {
  /** The folder of `content/`. */
  readonly content: string;
  /** As it was read. */
  readonly plain: Archive;
  /** The same, and it tells what is read of it. */
  readonly archive: Archive;
  readonly editions: EditionSite;
  readonly location: Location;
  /** The digest of whatever makes pages. */
  readonly generator: string;
  readonly digestOfRead: (read: Dependency) => string | undefined;
}

/** What a site is made from, as it was read and found to be right. */
type Read = Extract<ArchiveReading, { archive: Archive }>;

/**
 * Reads and checks `content/` and the environment.
 * @param stop tells problems and ends the process
 * @param warn tells what is no reason to stop
 */
export async function buildInputs(
  stop: (problems: readonly Problem[]) => never,
  warn: (warning: Problem) => void = (warning) => {
    console.error(`${formatProblem(warning)}\n`);
  },
): Promise<BuildInputs> {
  const content = process.env['FAULTLINE_CONTENT'] ?? 'content';
  const reading = readArchive(content);
  if (reading.archive === undefined) return stop(reading.problems);
  return inputsOf(content, reading, stop, warn);
}

/** The same of what was read already. Pages read what they need besides in the folder that the environment names. */
export async function inputsOf(
  content: string,
  { archive: plain, digests }: Pick<Read, 'archive' | 'digests'>,
  stop: (problems: readonly Problem[]) => never,
  warn: (warning: Problem) => void,
): Promise<BuildInputs> {
  const diagrams = await prepareDiagrams(content, plain);
  if (diagrams.problems.length > 0) stop(diagrams.problems);
  for (const warning of diagrams.warnings) warn(warning);

  // Whatever the caller's is: pages of another mode lack the content policy.
  process.env['NODE_ENV'] = 'production';
  const location = siteLocation();
  const archive = tracedArchive(plain);
  const editions = editionSite(archive);
  promisedWords(archive);
  handOver(archive, editions);
  const drawings = new DrawingCache(process.env['FAULTLINE_CACHE'] ?? DEFAULT_CACHE);
  const digestOfRead = dependencyDigests({ root: content, archive: plain, digests, drawings });
  const generator = generatorDigest(join(import.meta.dirname, '..'), location);
  return { content, plain, archive, editions, location, generator, digestOfRead };
}
