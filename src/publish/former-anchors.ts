import type { Archive } from '../model/archive.ts';
import { question } from '../model/trace.ts';
import { mayGo } from './anchor-names.ts';
import type { VersionedTarget } from './edition-site.ts';
import { pathOf } from './urls.ts';

/** An anchor that an edition promised, and the newest edition that did. */
export interface PromisedAnchor {
  readonly anchor: string;
  readonly edition: string;
}

/**
 * The anchors of statements, evidence and rows that editions promised on a page. The page of today lists
 * those that it has no longer, each with the edition that says what it stood for: so a sentence can be
 * corrected, and a link to the old one still lands.
 */
export function promisedWords({
  editions,
}: Archive): (target: VersionedTarget) => readonly PromisedAnchor[] {
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
  return (target) => ask(pathOf(target));
}
