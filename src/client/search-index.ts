/** The files of the search, each read when it is first wanted and never twice. */
import {
  FIRST_SEARCH_FILE,
  type FirstSearchFile,
  type SearchFile,
} from '../publish/search-file.ts';
import { urlOf } from '../publish/urls.ts';
import type { LogHit } from './log-reader.ts';
import { type Scope, searchEngine, type SearchEngine } from './search-engine.ts';

export interface SearchIndex extends Pick<SearchEngine, 'find' | 'nearest'> {
  /** What a log names, in its order. What reads logs is loaded with the first one. */
  readonly read: (log: string) => Promise<LogHit[]>;
  readonly editions: FirstSearchFile['editions'];
  /** Reads what a search in that scope needs besides the pages of today. */
  readonly readFor: (scope: Scope) => Promise<void>;
}

/** How many documents are made findable at a time, so that typing is not held up. */
const BATCH = 250;

let opening: Promise<SearchIndex> | undefined;

/** The index of this site. After a failure the next call tries again. */
export function searchIndex(): Promise<SearchIndex> {
  opening ??= open().catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

async function open(): Promise<SearchIndex> {
  const engine = searchEngine();
  const first = await read<FirstSearchFile>(FIRST_SEARCH_FILE);
  engine.add(first.documents);
  const reading = new Map<string, Promise<void>>();
  const add = (file: string, edition?: string): Promise<void> => {
    const begun = reading.get(file) ?? addFile(engine, file, edition);
    reading.set(file, begun);
    begun.catch(() => reading.delete(file));
    return begun;
  };
  const readFor = async (scope: Scope): Promise<void> => {
    const wanted = first.editions.filter(
      ({ id }) => scope === 'everywhere' || scope.edition === id,
    );
    const runs = scope === 'everywhere' || scope.edition === undefined ? first.runs : [];
    await Promise.all([...wanted.map(({ file, id }) => add(file, id)), ...runs.map((r) => add(r))]);
  };
  const readPasted = async (log: string): Promise<LogHit[]> => {
    const { readLog } = await import('./log-reader.ts');
    return readLog(log, first.documents);
  };
  return { ...engine, read: readPasted, editions: first.editions, readFor };
}

async function addFile(engine: SearchEngine, file: string, edition?: string): Promise<void> {
  const { documents } = await read<SearchFile>(file);
  for (let at = 0; at < documents.length; at += BATCH) {
    engine.add(documents.slice(at, at + BATCH), edition);
    await new Promise((next) => setTimeout(next));
  }
}

async function read<T>(file: string): Promise<T> {
  const response = await fetch(urlOf({ searchFile: file }, { base: import.meta.env.BASE_URL }));
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return (await response.json()) as T;
}
