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
  /** The sha256 of the manifest’s file. */
  readonly digest: string;
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
  const read = names.map((name) => {
    const file = join(folder, name, 'edition.json');
    if (!existsSync(file)) {
      const cause = 'there is no such file';
      return { problems: [problem('unreadable-file', { cause }, { file })] };
    }
    const recorded = (path: string): unknown => {
      const facts = join(folder, name, factsFile(path));
      return existsSync(facts) ? JSON.parse(readFileSync(facts, 'utf8')) : undefined;
    };
    return promisesOf(readFileSync(file), file, recorded);
  });
  const problems = read.flatMap((one) => one.problems);
  const value = read.flatMap((one) => ('value' in one ? [one.value] : []));
  return { value, problems };
}

/** The promises of an edition as the site itself publishes them. */
export async function promisesInTree(
  tree: PublishedTree,
  id: string,
): Promise<Reading<EditionPromises>> {
  const path = manifestPath(id);
  const file = tree.placeOf(path);
  const manifest = await tree.read(path);
  if (manifest.is === 'failed') {
    return { problems: [problem('site-unreadable', { cause: manifest.cause }, { file })] };
  }
  if (manifest.is !== 'there') {
    return { problems: [problem('published-edition-missing', { edition: id }, { file })] };
  }
  const facts = await recordedInTree(tree, id);
  const recorded = (page: string) => facts.value?.pages[page];
  const promises = promisesOf(manifest.bytes, file, recorded, facts.value !== undefined);
  return { ...promises, problems: [...facts.problems, ...promises.problems] };
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

function promisesOf(
  bytes: Uint8Array,
  file: string,
  recorded: (page: string) => unknown,
  check = true,
): Reading<EditionPromises> {
  const parsed = validate(editionSchema, parseJson(textOf(bytes), file), file);
  const manifest = parsed.value;
  if (manifest === undefined) return { problems: parsed.problems };
  const facts = new Map<string, unknown>();
  const problems: Problem[] = [];
  for (const { path, facts: digest } of manifest.pages) {
    const found = recorded(path);
    if (digestOf(canonicalJson(found)) === digest) facts.set(path, found);
    else if (check) {
      const words = { edition: manifest.id, page: `/${path}` };
      problems.push(problem('published-facts-altered', words, { file }));
    }
  }
  return { value: { manifest, digest: digestOf(bytes), facts }, problems };
}

/** The digest of every record in a content folder, by the id of the run. */
export function recordsInContent(root: string): Map<string, string> {
  return new Map(
    filesBelow(join(root, 'runs'))
      .filter((file) => file.endsWith('.json'))
      .map((file) => [basename(file, '.json'), digestOf(readFileSync(file))]),
  );
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
