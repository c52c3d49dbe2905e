import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { keptOf } from './kept-files.ts';
import { markdownRefused } from './markdown-problems.ts';
import { checkLibrary } from './model/checks.ts';
import { type Document, parseJson, parseMarkdown, parseYaml } from './model/document.ts';
import { isInert } from './model/evidence-ending.ts';
import type { Library, Place } from './model/library.ts';
import { type Problem, problem, type ProblemPlace, sortProblems } from './model/problem.ts';
import { runYear } from './model/run-time.ts';
import { CONTENT_VERSION, upgrade } from './model/upgrade.ts';
import { jsonPointer, validate } from './model/validation.ts';
import type { Kind } from './schema/id.ts';
import { ALL_KINDS, type Item, KINDS } from './schema/kinds.ts';

const PARSERS = { '.json': parseJson, '.yaml': parseYaml, '.md': parseMarkdown } as const;

/** Folders of `content/` that hold no kind of item. */
const OTHER_FOLDERS = ['evidence', 'editions'];

/** What else lies in the folder of a frozen edition. */
const EDITION_ENTRIES = ['edition.json', 'facts'];

/** What reading `content/` gives: the whole library, or everything that is wrong with it. */
export type Reading =
  | { readonly library: Library; readonly digests: Digests; readonly problems: readonly [] }
  | {
      readonly library?: undefined;
      readonly digests?: undefined;
      readonly problems: readonly Problem[];
    };

/** The sha256 of the file of every item, by kind and id: "finding/some-id". */
export type Digests = ReadonlyMap<string, string>;

interface Entry {
  readonly file: string;
  readonly document: Document;
  readonly sha256: string;
}

/** The items of `content/` that fit their schemas, with what is wrong with the other files. */
export interface Items {
  readonly library: Library;
  readonly digests: Digests;
  readonly problems: readonly Problem[];
  /** The file of an item, as problems name it. */
  readonly fileOf: (kind: Kind, id: string) => string | undefined;
  /** Where a place of the library stands; with a line (from 1), where that line of its text does. */
  readonly placeOf: (at: Place, textLine?: number) => ProblemPlace;
}

/**
 * Reads, validates and cross-checks all of `content/`.
 * @param root the folder that holds `runs/`, `findings/` and the rest
 * @param shown how that folder is called in problems
 */
export function readLibrary(root: string, shown = basename(resolve(root))): Reading {
  const { library, digests, problems: unfit, placeOf, fileOf } = readItems(root, shown);
  const problems = [...unfit];
  for (const { code, args, at } of checkLibrary(library)) {
    if (code === 'dangling-id' && isThere(root, args as { kind: Kind; id: string })) continue;
    problems.push(problem(code, args, placeOf(at)));
  }
  for (const { code, args, at, line } of markdownRefused(library)) {
    problems.push(problem(code, args, placeOf(at, line)));
  }
  for (const [id, run] of library.run) {
    problems.push(...checkEvidence(root, run, (path) => placeOf({ kind: 'run', id, path })));
    const file = fileOf('run', id) ?? shown;
    const year = runYear(run);
    if (file !== `${shown}/runs/${year}/${basename(file)}`) {
      problems.push(problem('misplaced-run', { year }, { file }));
    }
  }
  return problems.length === 0
    ? { library, digests, problems: [] }
    : { problems: sortProblems(problems) };
}

/** A file that has problems of its own is no reason to call every link to it dangling. */
function isThere(root: string, { kind, id }: { kind: Kind; id: string }): boolean {
  const { folder, ending } = KINDS[kind];
  return filesBelow(join(root, folder)).some((path) => basename(path) === `${id}${ending}`);
}

/** Reads and validates every file of `content/` by itself, without looking at what it refers to. */
export function readItems(
  root: string,
  shown = basename(resolve(root)),
  version = CONTENT_VERSION,
): Items {
  const problems: Problem[] = [...unknownFolders(root, shown)];
  const entries = new Map<string, Entry>();
  const library = Object.fromEntries(
    ALL_KINDS.map((kind) => [kind, readKind(kind, root, shown, version, entries, problems)]),
  ) as unknown as Library;
  const placeOf = (at: Place, textLine?: number) => {
    const entry = entries.get(`${at.kind}/${at.id}`);
    const file = entry?.file ?? shown;
    const within = textLine === undefined ? undefined : entry?.document.textLineOf;
    const line = within?.(at.path, textLine ?? 1) ?? entry?.document.lineOf(at.path);
    return { file, line, pointer: jsonPointer(at.path) };
  };
  const digests = new Map([...entries].map(([item, { sha256 }]) => [item, sha256]));
  const fileOf = (kind: Kind, id: string) => entries.get(`${kind}/${id}`)?.file;
  return { library, digests, problems, placeOf, fileOf };
}

function* unknownFolders(root: string, shown: string): Generator<Problem> {
  const frozen = existsSync(join(root, 'edition.json'));
  const others = frozen ? EDITION_ENTRIES : OTHER_FOLDERS;
  const known = [...ALL_KINDS.map((kind) => KINDS[kind].folder), ...others];
  if (!existsSync(root)) {
    yield problem('unreadable-file', { cause: 'there is no such folder' }, { file: shown });
    return;
  }
  for (const name of readdirSync(root)) {
    if (name.startsWith('.') || known.includes(name)) continue;
    yield problem('unknown-folder', { name, known }, { file: `${shown}/${name}` });
  }
}

function readKind<K extends Kind>(
  kind: K,
  root: string,
  shown: string,
  version: number,
  entries: Map<string, Entry>,
  problems: Problem[],
): Map<string, Item<K>> {
  const { folder, ending } = KINDS[kind];
  const items = new Map<string, Item<K>>();
  for (const path of filesBelow(join(root, folder))) {
    const file = `${shown}/${relative(root, path).split(sep).join('/')}`;
    if (!path.endsWith(ending)) {
      problems.push(problem('unexpected-file', { folder, ending }, { file }));
      continue;
    }
    const read = keptOf(path, `${kind} ${version} ${file}`, () =>
      readItem(kind, path, file, version),
    );
    problems.push(...read.problems);
    if (read.found === undefined) continue;
    const { item, document, sha256 } = read.found;
    const place = () => ({ file, line: document.lineOf(['id']), pointer: '/id' });
    if (item.id !== basename(path, ending)) {
      const words = { id: item.id, file: basename(path) };
      problems.push(problem('id-not-file-name', words, place()));
    }
    const other = entries.get(`${kind}/${item.id}`);
    if (other !== undefined) {
      const words = { id: item.id, other: other.file };
      problems.push(problem('duplicate-id', words, place()));
      continue;
    }
    entries.set(`${kind}/${item.id}`, { file, document, sha256 });
    items.set(item.id, item);
  }
  return new Map([...items].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a file holds by itself; no item where it does not fit its schema. */
interface ReadItem<K extends Kind> {
  readonly found?: { readonly item: Item<K>; readonly document: Document; readonly sha256: string };
  readonly problems: readonly Problem[];
}

function readItem<K extends Kind>(
  kind: K,
  path: string,
  file: string,
  version: number,
): ReadItem<K> {
  const { ending, schema } = KINDS[kind];
  const bytes = readBytes(path, file);
  if (!(bytes instanceof Uint8Array)) return { problems: [bytes] };
  const text = decodeText(bytes, file);
  if (typeof text !== 'string') return { problems: [text] };
  const parsed = PARSERS[ending](text, file);
  const document = { ...parsed, data: upgrade(kind, parsed.data, version) };
  const { value, problems } = validate(schema, document, file);
  if (value === undefined) return { problems };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { found: { item: value as Item<K>, document, sha256 }, problems };
}

/** All files below a folder, in the order of their names; dot files are left out. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** The text of a file, or why it has none: it cannot be read, or is not UTF-8. */
export function readText(path: string, file: string): string | Problem {
  const bytes = readBytes(path, file);
  return bytes instanceof Uint8Array ? decodeText(bytes, file) : bytes;
}

function readBytes(path: string, file: string): Uint8Array | Problem {
  try {
    return readFileSync(path);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return problem('unreadable-file', { cause }, { file });
  }
}

/** Bytes as the UTF-8 that they must be. */
export function decodeText(bytes: Uint8Array, file: string): string | Problem {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return problem('not-utf8', { offset: firstBadByte(bytes) }, { file });
  }
}

/** The offset of the first byte that does not fit UTF-8. */
function firstBadByte(bytes: Uint8Array): number {
  const fits = (length: number) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (fits(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

function* checkEvidence(
  root: string,
  run: Item<'run'>,
  placeOf: (path: Place['path']) => ProblemPlace,
): Generator<Problem> {
  for (const [index, { path, sha256 }] of run.evidence.entries()) {
    if (path === undefined) continue;
    const at = ['evidence', index, 'path'];
    const file = join(root, path);
    if (!path.startsWith('evidence/') || relative(join(root, 'evidence'), file).startsWith('..')) {
      yield problem('evidence-outside', { path }, placeOf(at));
    } else if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
      yield problem('evidence-missing', { path }, placeOf(at));
    } else if (!isInert(path)) {
      yield problem('evidence-ending', { path }, placeOf(at));
    } else {
      const found = keptOf(file, 'sha256', () =>
        createHash('sha256').update(readFileSync(file)).digest('hex'),
      );
      if (found === sha256) continue;
      const words = { path, found, expected: sha256 ?? 'none' };
      yield problem('evidence-changed', words, placeOf(at));
    }
  }
}
