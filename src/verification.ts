import pLimit from 'p-limit';
import {
  type EditionPromises,
  manifestInTree,
  promisesInContent,
  promisesInTree,
  recordsInContent,
} from './edition-promises.ts';
import { canonicalJson } from './model/canonical-json.ts';
import { type Problem, problem, sortProblems } from './model/problem.ts';
import { type FileSum, parseSums, SUMS_FILE } from './model/site-sums.ts';
import { manifestPath } from './publish/edition-files.ts';
import type { PublishedTree } from './published-tree.ts';
import { checkPages } from './verified-pages.ts';
import { checkRuns } from './verified-runs.ts';
import { VerifiedTree } from './verified-tree.ts';

/** What is compared with a published tree. */
export interface Comparing {
  /** A content folder whose editions and runs the site must have; else the site is held to its own word. */
  readonly content?: string | undefined;
  /** Paths that are the host’s: not compared with the list, though what was promised must be there. */
  readonly ignore: readonly string[];
  /** Whether every file is compared with the site’s list of its files. */
  readonly files: boolean;
  /** How many files are asked for at a time. */
  readonly atOnce: number;
}

/** What comparing gave. */
export interface Verification {
  readonly problems: readonly Problem[];
  /** What is worth knowing and breaks no promise. */
  readonly notices: readonly string[];
  readonly editions: readonly {
    readonly id: string;
    readonly state: string;
    readonly pages: number;
    readonly anchors: number;
  }[];
  readonly runs: { readonly known: number; readonly takenOut: number; readonly further: number };
  /** How many files the list of the site’s files names, if it was compared. */
  readonly files?: number;
}

/**
 * Compares a published tree with what was promised: its files with its own list of them, addresses,
 * anchors and facts with the manifests of editions, records and evidence of runs with their digests.
 */
export async function verify(tree: PublishedTree, comparing: Comparing): Promise<Verification> {
  const problems: Problem[] = [];
  problems.push(...(await answersForAnything(tree)));
  const sums = await listOfFiles(tree);
  problems.push(...sums.problems);
  const listed = new Map(sums.value?.map((sum) => [sum.path, sum]));
  const verified = new VerifiedTree(tree, comparing.files ? listed : new Map(), comparing.ignore);

  const promised = await promisesFor(tree, comparing.content);
  problems.push(...promised.problems);
  const editions = promised.value.toSorted((a, b) => (a.manifest.id < b.manifest.id ? -1 : 1));
  const records =
    comparing.content === undefined
      ? new Map<string, string>()
      : recordsInContent(comparing.content);

  const paths = tree.files ?? [...listed.keys()];
  const runs = await checkRuns(verified, { editions, records, paths, atOnce: comparing.atOnce });
  problems.push(...runs.problems);
  problems.push(...(await checkPages(verified, editions, runs.anchors, comparing.atOnce)));
  if (comparing.files) {
    await pLimit(comparing.atOnce).map(verified.unread, (path) => verified.read(path));
    if (sums.value !== undefined) verified.checkExtra();
  }
  problems.push(...verified.problems);
  return {
    problems: sortProblems(onceEach(problems)),
    notices: verified.notices,
    editions: editions.map(({ manifest: { id, state, pages } }) => ({
      id,
      state,
      pages: pages.length,
      anchors: pages.reduce((sum, { anchors }) => sum + anchors.length, 0),
    })),
    runs: runs.counts,
    ...(comparing.files && sums.value !== undefined ? { files: sums.value.length } : {}),
  };
}

/** The same may be found by more than one comparison. */
function onceEach(problems: readonly Problem[]): Problem[] {
  const keyed = problems.map(
    (one) => [`${one.code} ${one.file} ${one.pointer ?? ''} ${one.says}`, one] as const,
  );
  return [...new Map(keyed).values()];
}

/** A server that answers what does not exist cannot be trusted to tell what is missing. */
async function answersForAnything(tree: PublishedTree): Promise<Problem[]> {
  if (tree.impossible === undefined) return [];
  const answer = await tree.read(tree.impossible);
  const place = { file: tree.placeOf(tree.impossible) };
  return answer.is === 'there' ? [problem('site-answers-anything', { status: 200 }, place)] : [];
}

async function listOfFiles(
  tree: PublishedTree,
): Promise<{ value?: readonly FileSum[]; problems: readonly Problem[] }> {
  const file = tree.placeOf(SUMS_FILE);
  const answer = await tree.read(SUMS_FILE);
  if (answer.is === 'missing') return { problems: [problem('site-sums-missing', {}, { file })] };
  if (answer.is !== 'there') {
    const cause = answer.is === 'failed' ? answer.cause : `it leads to ${answer.to}`;
    return { problems: [problem('site-unreadable', { cause }, { file })] };
  }
  const { sums, problems } = parseSums(new TextDecoder().decode(answer.bytes), file);
  return sums === undefined ? { problems } : { value: sums, problems };
}

/**
 * The promises of every edition that `content/` or the site itself knows. Where both know one, the
 * content decides, and the site must publish the same manifest.
 */
async function promisesFor(
  tree: PublishedTree,
  content: string | undefined,
): Promise<{ value: readonly EditionPromises[]; problems: readonly Problem[] }> {
  const own = content === undefined ? { value: [], problems: [] } : promisesInContent(content);
  const problems = [...own.problems];
  const known = new Map(own.value?.map((edition) => [edition.manifest.id, edition]));
  for (const { manifest } of known.values()) {
    const { id, state } = manifest;
    const published = await manifestInTree(tree, id);
    problems.push(...published.problems);
    const { value } = published;
    if (value === undefined || canonicalJson(value) === canonicalJson(manifest)) continue;
    const place = { file: tree.placeOf(manifestPath(id)) };
    problems.push(problem('published-edition-differs', { edition: id, state }, place));
  }
  const listed = await editionsListed(tree);
  problems.push(...listed.problems);
  const further = [...new Set(listed.ids)].filter((id) => !known.has(id));
  const read = await Promise.all(further.map((id) => promisesInTree(tree, id)));
  problems.push(...read.flatMap((one) => one.problems));
  const published = read.flatMap(({ value }) => (value === undefined ? [] : [value]));
  return { value: [...known.values(), ...published], problems };
}

const LIST = 'editions/index.json';

/** The editions that the site says it has. */
async function editionsListed(
  tree: PublishedTree,
): Promise<{ ids: string[]; problems: Problem[] }> {
  const place = { file: tree.placeOf(LIST) };
  const answer = await tree.read(LIST);
  const unreadable = (cause: string) => ({
    ids: [],
    problems: [problem('site-unreadable', { cause }, place)],
  });
  if (answer.is === 'failed') return unreadable(answer.cause);
  if (answer.is !== 'there') return unreadable('the list of editions is not there');
  const ids = idsIn(new TextDecoder().decode(answer.bytes));
  return ids === undefined ? unreadable('it is no list of editions') : { ids, problems: [] };
}

function idsIn(text: string): string[] | undefined {
  try {
    const { facts } = JSON.parse(text) as { facts?: { editions?: { id?: unknown }[] } };
    const ids = facts?.editions?.map(({ id }) => id);
    return ids?.every((id) => typeof id === 'string' && /^[a-z0-9-]+$/.test(id)) === true
      ? (ids as string[])
      : undefined;
  } catch {
    return undefined;
  }
}
