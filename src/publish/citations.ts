import { once } from '../model/kept.ts';
import type { Library } from '../model/library.ts';
import { linksIn } from '../model/markdown-link.ts';
import { lookup } from '../model/traced-library.ts';
import type { Kind } from '../schema/id.ts';
import { ALL_KINDS, KINDS } from '../schema/kinds.ts';
import { referencesIn } from '../schema/walk.ts';
import { hasPages } from './urls.ts';

/** Things of one kind that cite a source. */
export interface Citing {
  readonly kind: Kind;
  readonly ids: readonly string[];
}

/** What cites a source with evidence, and has a page of its own; by kind. */
export const citedBy = lookup('cited-by', (library, id) => byKind(library, id, true));

/** What else cites a source: what has no page of its own, and what links to it in a text; by kind. */
export const alsoCitedBy = lookup('also-cited-by', (library, id) => byKind(library, id, false));

interface Citation {
  readonly kind: Kind;
  readonly id: string;
  /** As evidence on a page of its own. */
  readonly onPage: boolean;
}

function byKind(library: Library, source: string, onPage: boolean): Citing[] {
  const found = (citations(library).get(source) ?? []).filter((one) => one.onPage === onPage);
  return [...Map.groupBy(found, ({ kind }) => kind)].map(([kind, all]) => ({
    kind,
    ids: all.map(({ id }) => id),
  }));
}

/** A record names its sources by address and digest, never by id; what was retired is gone. */
const CITING = ALL_KINDS.filter((kind) => kind !== 'run' && kind !== 'retirement');

/** For each source, what cites it, in the order of kinds. Found once, since that walks every item. */
const citations = once((library): ReadonlyMap<string, readonly Citation[]> => {
  const found = new Map<string, Citation[]>();
  for (const kind of CITING) {
    for (const item of library[kind].values()) {
      const isSource = (one: { readonly kind: Kind }) => one.kind === 'source';
      const given = [...referencesIn(KINDS[kind].schema, item)].filter(isSource);
      const linked = [...linksIn(item)].map(({ link }) => link).filter(isSource);
      const evidence = new Set(given.map(({ id }) => id));
      for (const source of new Set([...given, ...linked].map(({ id }) => id))) {
        if (kind === 'source' && item.id === source) continue;
        const onPage = hasPages(kind) && evidence.has(source);
        const list = found.get(source) ?? [];
        list.push({ kind, id: item.id, onPage });
        found.set(source, list);
      }
    }
  }
  return found;
});
