import type { Archive } from '../model/archive.ts';
import { question } from '../model/trace.ts';
import { mayGo } from './anchor-names.ts';
import type { VersionedTarget } from './edition-site.ts';
import { type Link, pathOf } from './urls.ts';

/** An anchor that an edition promised, and the newest edition that did. */
export interface PromisedAnchor {
  readonly anchor: string;
  readonly edition: string;
  /** On a page of that edition itself: the runs that it knew and that were taken out since. */
  readonly gone?: readonly Link[];
}

/**
 * The anchors of statements, evidence and rows that editions promised on a page. The page of today lists
 * those that it has no longer, each with the edition that says what it stood for: so a sentence can be
 * corrected, and a link to the old one still lands. The page of an edition keeps all of them, rows of runs
 * that had to be taken out alone may go from it.
 */
export function promisedWords({
  library,
  editions,
}: Archive): (target: VersionedTarget, edition?: string) => readonly PromisedAnchor[] {
  const byPath = new Map<string, Map<string, string>>();
  for (const { manifest } of editions) {
    for (const { path, anchors } of manifest.pages) {
      const known = byPath.get(path) ?? new Map<string, string>();
      byPath.set(path, known);
      for (const anchor of anchors.filter(mayGo)) known.set(anchor, manifest.id);
    }
  }
  const ask = question('promised-words', (path: string) =>
    [...(byPath.get(path) ?? [])].map(([anchor, edition]) => ({ anchor, edition })),
  );
  const askRows = question('promised-rows', (path: string, edition: string) => {
    const manifest = editions.find((one) => one.manifest.id === edition)?.manifest;
    const known = new Set(manifest?.runs.map(({ id }) => id));
    const gone = [...library.retirement.values()]
      .filter(({ kind, was }) => kind === 'run' && known.has(was))
      .map(({ was }) => ({ label: was, target: { kind: 'run' as const, id: was } }));
    if (gone.length === 0) return [];
    const anchors = manifest?.pages.find((page) => page.path === path)?.anchors ?? [];
    return anchors
      .filter((anchor) => anchor.startsWith('row-'))
      .map((anchor) => ({ anchor, edition, gone }));
  });
  return (target, edition) =>
    edition === undefined ? ask(pathOf(target)) : askRows(pathOf(target), edition);
}
