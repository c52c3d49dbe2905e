import pLimit from 'p-limit';
import { z } from 'zod';
import { digestOf } from './archive.ts';
import type { EditionPromises } from './edition-promises.ts';
import { type Problem, problem } from './model/problem.ts';
import { onlySaysWhere } from './promises.ts';
import { isPage, type VerifiedTree } from './verified-tree.ts';

/** What is known of the runs that a site must have. */
export interface KnownRuns {
  readonly editions: readonly EditionPromises[];
  /** Digests of the records in content/, by id. */
  readonly records: ReadonlyMap<string, string>;
  /** All paths of the site, as far as known: further runs are found among them. */
  readonly paths: readonly string[];
  readonly atOnce: number;
}

/** What comparing the runs gave. */
export interface RunVerification {
  readonly problems: readonly Problem[];
  readonly counts: { readonly known: number; readonly takenOut: number; readonly further: number };
  /** The ids of the results of each run whose record is as it was. */
  readonly anchors: ReadonlyMap<string, readonly string[]>;
}

/** As much of a record as is looked at: older and newer versions of the format have it too. */
const looked = z.looseObject({
  id: z.string(),
  results: z.array(z.looseObject({ id: z.string() })),
  evidence: z
    .array(z.looseObject({ path: z.string().optional(), sha256: z.string().optional() }))
    .default([]),
});

type Looked = z.infer<typeof looked>;

/** Compares records and evidence with their digests. Runs that nobody knew yet are only counted. */
export async function checkRuns(
  verified: VerifiedTree,
  { editions, records, paths, atOnce }: KnownRuns,
): Promise<RunVerification> {
  const digests = new Map<string, Set<string>>();
  const known = editions.flatMap(({ manifest }) => manifest.runs.map((r) => [r.id, r.sha256]));
  for (const [id = '', sha256 = ''] of [...known, ...records]) {
    digests.set(id, (digests.get(id) ?? new Set()).add(sha256));
  }
  const found = paths.flatMap((path) => /^runs\/([^/]+)\/index\.json$/.exec(path)?.[1] ?? []);
  const further = found.filter((id) => !digests.has(id));
  const problems: Problem[] = [];
  const read: Looked[] = [];
  let takenOut = 0;

  const check = async (id: string) => {
    const path = recordPath(id);
    const place = { file: verified.tree.placeOf(path) };
    const record = await verified.read(path);
    if (record === 'told') return;
    const expected = [...(digests.get(id) ?? [])];
    if (record === 'missing') {
      if (await saysThatItWent(verified, id, expected)) takenOut += 1;
      else {
        const [sha256 = ''] = expected;
        problems.push(problem('published-record-missing', { id, sha256 }, place));
      }
      return;
    }
    const sha256 = digestOf(record);
    const other = expected.find((one) => one !== sha256);
    if (other !== undefined && !isPage(record)) {
      problems.push(problem('published-record-changed', { id, sha256, expected: other }, place));
    }
    const parsed = readRecord(record, id);
    if (typeof parsed !== 'string') read.push(parsed);
    else if (isPage(record)) {
      problems.push(problem('site-page-in-place', { expected: 'the record of a run' }, place));
    } else problems.push(problem('published-record-odd', { cause: parsed }, place));
  };
  await pLimit(atOnce).map([...digests.keys(), ...further], check);
  problems.push(...(await checkEvidence(verified, read, atOnce)));
  return {
    problems,
    counts: { known: digests.size, takenOut, further: further.length },
    anchors: new Map(read.map(({ id, results }) => [id, results.map((result) => result.id)])),
  };
}

function recordPath(id: string): string {
  return `runs/${id}/index.json`;
}

function readRecord(bytes: Uint8Array, id: string): Looked | string {
  try {
    const { data } = looked.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    if (data === undefined) return 'it has no id or no results';
    return data.id === id ? data : `it says that it is ${JSON.stringify(data.id)}`;
  } catch {
    return 'it is not JSON';
  }
}

/** Whether a page stands there that says that the run was taken out, and the digest that it had. */
async function saysThatItWent(
  verified: VerifiedTree,
  id: string,
  digests: readonly string[],
): Promise<boolean> {
  const page = await verified.read(`runs/${id}/index.html`);
  if (typeof page === 'string') return page === 'told';
  const html = new TextDecoder().decode(page);
  const text = html.replaceAll(/<[^>]*>/g, '');
  return onlySaysWhere(html) && digests.some((digest) => text.includes(digest));
}

async function checkEvidence(
  verified: VerifiedTree,
  records: readonly Looked[],
  atOnce: number,
): Promise<Problem[]> {
  const files = new Map<string, { run: string; expected: string }>();
  for (const { id: run, evidence } of records) {
    for (const { path = '', sha256: expected } of evidence) {
      if (expected === undefined || !/^evidence\/[^/\\]+$/.test(path)) continue;
      files.set(path, { run, expected });
    }
  }
  const found = await pLimit(atOnce).map([...files], async ([path, { run, expected }]) => {
    const place = { file: verified.tree.placeOf(path) };
    const bytes = await verified.read(path);
    if (bytes === 'told') return [];
    if (bytes === 'missing') return [problem('published-evidence-missing', { run }, place)];
    const sha256 = digestOf(bytes);
    return sha256 === expected
      ? []
      : [problem('published-evidence-changed', { run, sha256, expected }, place)];
  });
  return found.flat();
}
