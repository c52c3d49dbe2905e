import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readArchive } from './archive.ts';
import { diagramTexts } from './diagrams.ts';
import type { Archive } from './model/archive.ts';
import type { Library } from './model/library.ts';
import { formatProblem } from './model/problem.ts';
import { runYear } from './model/run-time.ts';
import { editionSite } from './publish/edition-site.ts';
import type { PageKind } from './publish/urls.ts';
import { DEFAULT_CACHE, DrawingCache, drawingKey } from './render/drawing-cache.ts';
import type { Run } from './schema/run.ts';

const folder = process.env['FAULTLINE_CONTENT'] ?? 'content';

const drawings = new DrawingCache(process.env['FAULTLINE_CACHE'] ?? DEFAULT_CACHE);

/** Everything that this site is built from, read once. */
export const archive: Archive = load();

/** What is known today. */
export const library: Library = archive.library;

/** What every page must know of the editions: which have it, and what they say on it. */
export const editionsOfSite = editionSite(archive);

function load(): Archive {
  const reading = readArchive(folder);
  if (reading.archive) return reading.archive;
  throw new Error(
    `${folder}/ has problems:\n\n${reading.problems.map(formatProblem).join('\n\n')}`,
  );
}

/** The interpretations as of today and as of every edition, each with the route parameter it is served under. */
const views: readonly { readonly edition: string | undefined; readonly library: Library }[] = [
  { edition: undefined, library },
  ...archive.editions.map(({ manifest, library: frozen }) => ({
    edition: `v/${manifest.id}`,
    library: frozen,
  })),
];

/** The static paths of a page that every edition has. */
export function editionPaths() {
  return views.map(({ edition, library: of }) => ({ params: { edition }, props: { library: of } }));
}

/** The static paths of the pages of one kind, in every edition. */
export function itemPaths<K extends PageKind>(kind: K) {
  return views.flatMap(({ edition, library: of }) =>
    [...of[kind].values()].map((item) => ({
      params: { edition, id: item.id },
      props: { library: of, item },
    })),
  );
}

/** The names of all evidence files that a run names. */
export function evidenceFiles(): string[] {
  const paths = [...library.run.values()].flatMap((run) => run.evidence.map(({ path }) => path));
  return [...new Set(paths.filter((path) => path !== undefined).map((path) => basename(path)))];
}

/** The bytes of one evidence file. */
export function readEvidence(file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(folder, 'evidence', basename(file))));
}

/** The bytes of the record of one run: the same digest as in the manifests of editions. */
export function readRecord(run: Run): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(folder, 'runs', runYear(run), `${run.id}.json`)));
}

/** A diagram as it was drawn before the build; undefined where that could not be done. */
export function drawingOf(text: string): string | undefined {
  return drawings.read(drawingKey(text));
}

let drawable: ReadonlySet<string> | undefined;

/** The same for a diagram made from data, which must be among those that were to be drawn. */
export function madeDrawingOf(text: string): string | undefined {
  drawable ??= diagramTexts(archive);
  if (drawable.has(text)) return drawingOf(text);
  throw new Error(
    `Nobody draws this diagram, since publish/diagrams.ts does not name it:\n${text}`,
  );
}
