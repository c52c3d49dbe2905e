import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { digestOf, factsFile } from './archive.ts';
import { filesBelow } from './library.ts';
import { canonicalJson } from './model/canonical-json.ts';
import { parseJson } from './model/document.ts';
import { type Problem, problem } from './model/problem.ts';
import { validate } from './model/validation.ts';
import { manifestPath, recordedFactsPath } from './publish/edition-files.ts';
import type { PublishedTree } from './published-tree.ts';
import { type Edition, edition as editionSchema } from './schema/edition.ts';
import { type EditionFacts, editionFacts } from './schema/edition-facts.ts';

/** What one edition promised, wherever that was read. */
export interface EditionPromises {
  readonly manifest: Edition;
  /** What was recorded of the pages, by path; a page whose facts were altered is left out. */
  readonly facts: ReadonlyMap<string, unknown>;
}

/** A value, if it could be read, and what was wrong. */
export interface Reading<T> {
  readonly value?: T;
  readonly problems: readonly Problem[];
}

/** The promises of all editions of a content folder. Looks at nothing else in it. */
export function promisesInContent(root: string): Reading<readonly EditionPromises[]> {
  const folder = join(root, 'editions');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => !/^\./.test(name)) : [];
  const read = names.map((name): Reading<EditionPromises> => {
    const file = join(folder, name, 'edition.json');
    if (!existsSync(file)) {
      const cause = 'there is no such file';
      return { problems: [problem('unreadable-file', { cause }, { file })] };
    }
    const recorded = (path: string) => readJson(join(folder, name, factsFile(path)));
    const { value: manifest, problems: unfit } = manifestIn(readFileSync(file), file);
    return manifest === undefined ? { problems: unfit } : withFacts(manifest, recorded, file);
  });
  const problems = read.flatMap((one) => one.problems);
  const value = read.flatMap((one) => (one.value === undefined ? [] : [one.value]));
  return { value, problems };
}

/** The promises of an edition as the site itself publishes them. */
export async function promisesInTree(
  tree: PublishedTree,
  id: string,
): Promise<Reading<EditionPromises>> {
  const manifest = await manifestInTree(tree, id);
  if (manifest.value === undefined) return { problems: manifest.problems };
  const facts = await recordedInTree(tree, id);
  const pages = facts.value?.pages;
  if (pages === undefined) {
    return { value: { manifest: manifest.value, facts: new Map() }, problems: facts.problems };
  }
  return withFacts(manifest.value, (page) => pages[page], tree.placeOf(manifestPath(id)));
}

/** The manifest of an edition as the site publishes it. */
export async function manifestInTree(tree: PublishedTree, id: string): Promise<Reading<Edition>> {
  const path = manifestPath(id);
  const file = tree.placeOf(path);
  const answer = await tree.read(path);
  if (answer.is === 'there') return manifestIn(answer.bytes, file);
  const missing = problem('published-edition-missing', { edition: id }, { file });
  if (answer.is !== 'failed') return { problems: [missing] };
  return { problems: [problem('site-unreadable', { cause: answer.cause }, { file })] };
}

async function recordedInTree(tree: PublishedTree, id: string): Promise<Reading<EditionFacts>> {
  const path = recordedFactsPath(id);
  const file = tree.placeOf(path);
  const answer = await tree.read(path);
  if (answer.is === 'there') {
    return validate(editionFacts, parseJson(textOf(answer.bytes), file), file);
  }
  const cause = answer.is === 'failed' ? answer.cause : 'there is no such file';
  return { problems: [problem('site-unreadable', { cause }, { file })] };
}

function manifestIn(bytes: Uint8Array, file: string): Reading<Edition> {
  return validate(editionSchema, parseJson(textOf(bytes), file), file);
}

/** Leaves out what does not have the digest in the manifest, and tells of it. */
function withFacts(
  manifest: Edition,
  recorded: (page: string) => unknown,
  file: string,
): Reading<EditionPromises> {
  const facts = new Map<string, unknown>();
  const problems: Problem[] = [];
  for (const { path, facts: digest } of manifest.pages) {
    const found = recorded(path);
    if (digestOf(canonicalJson(found)) === digest) facts.set(path, found);
    else {
      const words = { edition: manifest.id, page: `/${path}` };
      problems.push(problem('published-facts-altered', words, { file }));
    }
  }
  return { value: { manifest, facts }, problems };
}

/** The digest of every record in a content folder, by the id of the run. */
export function recordsInContent(root: string): Map<string, string> {
  return new Map(
    filesBelow(join(root, 'runs'))
      .filter((file) => file.endsWith('.json'))
      .map((file) => [basename(file, '.json'), digestOf(readFileSync(file))]),
  );
}

/** Undefined for what cannot be read: it does not have its digest then. */
function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
