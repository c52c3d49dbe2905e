/** Finds pages by what a reader types or pastes, in documents of `publish/search-documents.ts`. */
import MiniSearch from 'minisearch';
import { closest as closestTo } from '../model/nearness.ts';
import { namedIn, scanLog } from '../model/log-scan.ts';
import type { SearchDocument } from '../publish/search-documents.ts';
import { queryOfPath } from '../publish/search-state.ts';
import { bareName, wordsOf } from '../publish/search-words.ts';
import { pathOf } from '../publish/urls.ts';

/** A page that was found. */
export interface Hit {
  readonly document: SearchDocument;
  /** The edition whose page it is; left out for a page of today, and for runs. */
  readonly edition?: string;
}

/** The pages that a query means, the best first. */
export interface Found {
  readonly hits: readonly Hit[];
  /** No page has all the words of the query; these have some. */
  readonly partly: boolean;
}

/** Where to look: in the pages of today (left out), of one edition, or everywhere. */
export type Scope = { readonly edition?: string } | 'everywhere';

/** A search over the documents that were added to it. */
export interface SearchEngine {
  /** Makes documents findable, of today or of an edition. */
  readonly add: (documents: readonly SearchDocument[], edition?: string) => void;
  readonly find: (query: string, scope: Scope) => Found;
  /** The pages of today that a wrong path may mean: the one spelt most like it, then what its words find. */
  readonly nearest: (path: string) => Hit[];
}

interface Entry extends Hit {
  readonly id: number;
  readonly names: ReadonlySet<string>;
}

/** How well a page of a kind answers by itself, where it matches no better than another. */
const WEIGHTS: Readonly<Record<string, number>> = {
  signature: 2,
  setting: 2,
  gpu: 2,
  option: 1.5,
  'memory-type': 1.3,
  layer: 1.2,
  finding: 1.2,
  run: 0.7,
  source: 0.5,
};

/** A query that is a name as it stands means its page; a word of it that is one says a good deal. */
const WHOLE_NAME = 6;
const NAMED_BY_WORD = 3;

/** A search without documents. */
export function searchEngine(): SearchEngine {
  const entries: Entry[] = [];
  const index = new MiniSearch<Entry>({
    fields: ['label', 'names', 'key', 'text'],
    extractField: fieldOf,
    tokenize: wordsOf,
    processTerm: (word) => word,
  });

  const search = (query: string, scope: Scope): Found => {
    const whole = bareName(query);
    const options = {
      boost: { names: 5, label: 3 },
      prefix: (word: string) => word.length > 1,
      fuzzy: (word: string) => (word.length > 5 && /^[a-z_]+$/.test(word) ? 0.2 : false),
      weights: { prefix: 0.4, fuzzy: 0.2 },
      boostDocument: (id: number, word: string) => {
        const entry = entries[id];
        if (entry === undefined) return 0;
        const weight = WEIGHTS[kindOf(entry)] ?? 1;
        if (entry.names.has(whole)) return weight * WHOLE_NAME;
        return entry.names.has(bareName(word)) ? weight * NAMED_BY_WORD : weight;
      },
      filter: ({ id }: { id: number }) => isIn(entries[id], scope),
    };
    const all = index.search(query, { ...options, combineWith: 'AND' });
    const found = all.length > 0 ? all : index.search(query, options);
    return {
      hits: found.flatMap(({ id }) => entries[id as number] ?? []),
      partly: all.length === 0 && found.length > 0,
    };
  };

  /** The pages of a kind that a query names by one of its forms, however much else it says. */
  const said = (query: string, kind: string, scope: Scope): Entry[] => {
    const asked = entries.filter((entry) => kindOf(entry) === kind && isIn(entry, scope));
    const named = asked.map(({ id, document }) => ({ key: String(id), forms: document.names }));
    return scanLog(query, namedIn(named, query)).flatMap(({ key }) => entries[Number(key)] ?? []);
  };

  const find: SearchEngine['find'] = (query, scope) => {
    const first = ['signature', 'setting'].flatMap((kind) => said(query, kind, scope));
    const { hits, partly } = search(query, scope);
    return { hits: [...new Set([...first, ...hits])], partly };
  };

  return {
    add: (documents, edition) => {
      const more = documents.map((document, at): Entry => ({
        document,
        ...(edition === undefined ? {} : { edition }),
        id: entries.length + at,
        names: new Set([document.label, ...document.names].map(bareName)),
      }));
      entries.push(...more);
      index.addAll(more);
    },
    find,
    nearest: (path) => {
      const today = entries.filter((entry) => isIn(entry, {}));
      const paths = today.map(({ document }) => pathOf(document.target));
      const closest = closestTo(path, paths);
      const spelt = today.filter((_, at) => paths[at] === closest);
      return [...new Set([...spelt, ...find(queryOfPath(path), {}).hits])];
    },
  };
}

function isIn(entry: Entry | undefined, scope: Scope): boolean {
  return entry !== undefined && (scope === 'everywhere' || entry.edition === scope.edition);
}

function kindOf({ document: { target } }: Entry): string {
  return 'kind' in target ? target.kind : 'page';
}

function fieldOf({ document, id }: Entry, field: string): string | number {
  switch (field) {
    case 'label':
      return document.label;
    case 'names':
      return document.names.join(' ');
    case 'key':
      return document.target.id ?? document.target.page;
    case 'text':
      return document.text;
    default:
      return id;
  }
}
