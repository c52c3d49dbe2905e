import pLimit from 'p-limit';
import type { EditionPromises } from './edition-promises.ts';
import { factDifferences } from './model/fact-difference.ts';
import { type Problem, problem } from './model/problem.ts';
import { onlySaysWhere, type PromisedAddress, promisedAddresses } from './promises.ts';
import { outlinePage } from './render/page-outline.ts';
import { isPage, type VerifiedTree } from './verified-tree.ts';

/** Every promised address that is not there, every promised anchor, every fact that reads otherwise. */
export async function checkPages(
  verified: VerifiedTree,
  editions: readonly EditionPromises[],
  anchorsOfRuns: ReadonlyMap<string, readonly string[]>,
  atOnce: number,
): Promise<Problem[]> {
  const limit = pLimit(atOnce);
  const promised = new Map<string, Promised[]>();
  for (const { manifest } of editions) {
    for (const one of promisedAddresses(manifest, (run) => anchorsOfRuns.get(run) ?? [])) {
      const others = promised.get(one.path) ?? [];
      promised.set(one.path, [...others, { ...one, edition: manifest.id }]);
    }
  }
  const pages = await limit.map([...promised], ([path, by]) => checkPage(verified, path, by));
  const recorded = editions.flatMap(({ manifest: { id }, facts }) =>
    [...facts].map(([path, of]) => ({ id, path, of })),
  );
  const facts = await limit.map(recorded, ({ id, path, of }) => checkFacts(verified, id, path, of));
  return [...pages, ...facts].flat();
}

type Promised = PromisedAddress & { readonly edition: string };

async function checkPage(
  verified: VerifiedTree,
  path: string,
  by: readonly Promised[],
): Promise<Problem[]> {
  const file = `${path}index.html`;
  const place = { file: verified.tree.placeOf(file) };
  const page = await verified.read(file);
  if (page === 'told') return [];
  if (page === 'missing') {
    const edition = by[0]?.edition ?? '';
    return [problem('promised-page-gone', { edition, path }, place)];
  }
  const html = new TextDecoder().decode(page);
  const { ids } = outlinePage(html);
  const moved = onlySaysWhere(html);
  const gone = new Map(
    by
      .filter(({ mayMove }) => mayMove !== true || !moved)
      .flatMap(({ anchors, edition }) => anchors.map((anchor) => [anchor, edition] as const))
      .filter(([anchor]) => !ids.has(anchor)),
  );
  return [...gone].map(([anchor, edition]) =>
    problem('promised-anchor-gone', { edition, path, anchor }, place),
  );
}

async function checkFacts(
  verified: VerifiedTree,
  edition: string,
  path: string,
  recorded: unknown,
): Promise<Problem[]> {
  const file = `v/${edition}/${path}index.json`;
  const place = { file: verified.tree.placeOf(file) };
  const words = { edition, page: `/${path}` };
  const twin = await verified.read(file);
  if (twin === 'told') return [];
  const read = twin === 'missing' ? 'there is no such file' : factsIn(twin);
  if (typeof read === 'string') {
    return [problem('published-facts-unreadable', { ...words, cause: read }, place)];
  }
  return [...factDifferences(recorded, read.facts)].map(({ pointer, recorded: was, computed }) =>
    problem(
      'published-fact-changed',
      { ...words, recorded: was, published: computed },
      { ...place, pointer: `/facts${pointer}` },
    ),
  );
}

function factsIn(bytes: Uint8Array): { facts: unknown } | string {
  if (isPage(bytes)) return 'a web page is served in its place';
  try {
    const twin: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof twin === 'object' && twin !== null && 'facts' in twin
      ? { facts: twin.facts }
      : 'it holds no facts';
  } catch {
    return 'it is not JSON';
  }
}
