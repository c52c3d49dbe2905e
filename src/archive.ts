import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { keptTogether } from './kept-files.ts';
import { type Digests, filesBelow, readItems, readLibrary } from './library.ts';
import type { Archive, FrozenEdition } from './model/archive.ts';
import { parseJson } from './model/document.ts';
import { factDifferences } from './model/fact-difference.ts';
import type { Library } from './model/library.ts';
import { type Problem, problem, sortProblems } from './model/problem.ts';
import { runYear } from './model/run-time.ts';
import { validate } from './model/validation.ts';
import { factsOfPages } from './publish/facts.ts';
import { type Edition, edition as editionSchema } from './schema/edition.ts';

/** What reading all of `content/` gives: the archive, or everything that is wrong with it. */
export type ArchiveReading =
  | { readonly archive: Archive; readonly digests: Digests; readonly problems: readonly [] }
  | {
      readonly archive?: undefined;
      readonly digests?: undefined;
      readonly problems: readonly Problem[];
    };

/**
 * Reads and checks all of `content/`, its editions included: frozen files and the runs that an edition
 * knew are as they were, and every fact that an edition recorded is still computed from them.
 * @param leaveOut an edition that is not read: a draft that is about to be frozen again
 */
export function readArchive(
  root: string,
  { shown = basename(resolve(root)), leaveOut }: { shown?: string; leaveOut?: string } = {},
): ArchiveReading {
  const { library, digests, problems } = readLibrary(root, shown);
  if (library === undefined) return { problems };
  const folders = editionFolders(root).filter((id) => id !== leaveOut);
  const found = folders.map((id) => readEdition(root, shown, id, { library, digests }));
  const all = sortProblems([
    ...found.flatMap((reading) => reading.problems),
    ...cutOffFreezes(root, shown)
      .filter((one) => one.edition !== leaveOut)
      .map((one) => one.problem),
  ]);
  if (all.length > 0) return { problems: all };
  const editions = found.flatMap(({ edition }) => (edition === undefined ? [] : [edition]));
  return { archive: { library, editions: editions.toSorted(byDate) }, digests, problems: [] };
}

/** The same; in development read once until a file changes, for all who ask. */
export function currentArchive(root: string): ArchiveReading {
  return keptTogether(`archive ${resolve(root)}`, () => readArchive(root));
}

/** The sha256 of a file’s bytes, in hexadecimal. */
export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Where the facts of a page are kept, within the folder of an edition. */
export function factsFile(path: string): string {
  return `facts/${path === '' ? 'home' : path.replace(/\/$/, '')}.json`;
}

/** The digest of the file of each run. */
export function runDigests(root: string, library: Library): Map<string, string> {
  return new Map(
    [...library.run.values()].map((run) => [
      run.id,
      digestOf(readFileSync(join(root, 'runs', runYear(run), `${run.id}.json`))),
    ]),
  );
}

/** The library that an edition sees: frozen interpretations, and only the runs it knew, or what remains of them. */
export function libraryAsOf(frozen: Library, current: Library, runs: readonly string[]): Library {
  const remains = [...current.retirement.values()].flatMap(({ remains: run }) =>
    run === undefined ? [] : [[run.id, run] as const],
  );
  const wanted = new Set(runs);
  const known = [...current.run, ...remains].filter(([id]) => wanted.has(id));
  return { ...frozen, run: new Map(known.toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

function byDate(a: FrozenEdition, b: FrozenEdition): number {
  return a.manifest.asOf < b.manifest.asOf ? -1 : a.manifest.asOf > b.manifest.asOf ? 1 : 0;
}

function editionFolders(root: string): string[] {
  const folder = join(root, 'editions');
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name);
}

/** Editions that a killed freeze left under another name, in the moment between two renames. */
function cutOffFreezes(root: string, shown: string): { edition: string; problem: Problem }[] {
  const folder = join(root, 'editions');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.flatMap((name) => {
    const edition = /^\.(.+)-old$/.exec(name)?.[1];
    if (edition === undefined || names.includes(edition)) return [];
    const place = { file: `${shown}/editions/${edition}` };
    return [{ edition, problem: problem('freeze-cut-off', { edition, old: name }, place) }];
  });
}

function readEdition(
  root: string,
  shown: string,
  id: string,
  current: { readonly library: Library; readonly digests: Digests },
): { edition?: FrozenEdition; problems: readonly Problem[] } {
  const folder = join(root, 'editions', id);
  const shownFolder = `${shown}/editions/${id}`;
  const file = `${shownFolder}/edition.json`;
  if (!existsSync(join(folder, 'edition.json'))) {
    const cause = 'there is no such file';
    return { problems: [problem('unreadable-file', { cause }, { file })] };
  }
  const text = readFileSync(join(folder, 'edition.json'), 'utf8');
  const { value: manifest, problems } = validate(editionSchema, parseJson(text, file), file);
  if (manifest === undefined) return { problems };
  const changed = [
    ...frozenFiles(manifest, folder, shownFolder),
    ...knownRuns(manifest, shown, current),
  ];
  if (changed.length > 0) return { problems: changed };
  const frozen = readItems(folder, shownFolder, manifest.content);
  if (frozen.problems.length > 0) return { problems: frozen.problems };
  const runs = manifest.runs.map((run) => run.id);
  const library = libraryAsOf(frozen.library, current.library, runs);
  const differences = [...factProblems(manifest, folder, shownFolder, library)];
  return differences.length > 0
    ? { problems: differences }
    : { edition: { manifest, library }, problems: [] };
}

function* frozenFiles(manifest: Edition, folder: string, shown: string): Generator<Problem> {
  const { id: edition, state } = manifest;
  const listed = new Map(manifest.files.map(({ path, sha256 }) => [path, sha256]));
  for (const [path, sha256] of listed) {
    const file = `${shown}/${path}`;
    if (!existsSync(join(folder, path))) {
      yield problem('edition-file-missing', { edition, state }, { file });
    } else if (digestOf(readFileSync(join(folder, path))) !== sha256) {
      yield problem('edition-file-changed', { edition, state }, { file });
    }
  }
  for (const path of filesBelow(folder)) {
    const inside = relative(folder, path).split(sep).join('/');
    if (inside === 'edition.json' || listed.has(inside)) continue;
    yield problem('edition-file-added', { edition, state }, { file: `${shown}/${inside}` });
  }
}

function* knownRuns(
  manifest: Edition,
  shown: string,
  { library, digests }: { readonly library: Library; readonly digests: Digests },
): Generator<Problem> {
  const retired = [...library.retirement.values()].filter(({ kind }) => kind === 'run');
  for (const { id, sha256 } of manifest.runs) {
    const found = digests.get(`run/${id}`);
    const run = library.run.get(id);
    const place = { file: `${shown}/runs/${run ? `${runYear(run)}/` : ''}${id}.json` };
    if (found === undefined && !retired.some(({ was }) => was === id)) {
      yield problem('edition-run-missing', { edition: manifest.id, id, sha256 }, place);
    } else if (found !== undefined && found !== sha256) {
      yield problem('edition-run-changed', { edition: manifest.id, id }, place);
    }
  }
}

function* factProblems(
  manifest: Edition,
  folder: string,
  shown: string,
  library: Library,
): Generator<Problem> {
  const pages = new Map(factsOfPages(library).map(({ path, facts }) => [path, facts]));
  for (const { path } of manifest.pages) {
    const file = factsFile(path);
    const place = { file: `${shown}/${file}` };
    const words = { edition: manifest.id, state: manifest.state, page: `/${path}` };
    const computed = pages.get(path);
    if (computed === undefined) {
      yield problem('edition-page-gone', words, place);
      continue;
    }
    const recorded = JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown;
    const today = JSON.parse(JSON.stringify(computed)) as unknown;
    for (const { pointer, ...values } of factDifferences(recorded, today)) {
      yield problem('edition-fact-changed', { ...words, ...values }, { ...place, pointer });
    }
  }
}
