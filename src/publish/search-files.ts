import type { Archive } from '../model/archive.ts';
import { runYear } from '../model/run-time.ts';
import { runDocuments, searchDocuments } from './search-documents.ts';
import { FIRST_SEARCH_FILE, type FirstSearchFile, type SearchFile } from './search-file.ts';

/** Every file of the search by its name. A year’s runs and an edition’s pages are read only when wanted. */
export function searchFiles({ library, editions }: Archive): ReadonlyMap<string, SearchFile> {
  const years = Map.groupBy(runDocuments(library), ({ target }) => {
    const run = library.run.get(target.id ?? '');
    return `runs-${run === undefined ? '' : runYear(run)}`;
  });
  const frozen = editions.toReversed().map(({ manifest, library: of }) => ({
    id: manifest.id,
    file: `edition-${manifest.id}`,
    documents: searchDocuments(of),
  }));
  const first: FirstSearchFile = {
    documents: searchDocuments(library),
    runs: [...years.keys()],
    editions: frozen.map(({ id, file }) => ({ id, file })),
  };
  return new Map<string, SearchFile>([
    [FIRST_SEARCH_FILE, first],
    ...[...years].map(([name, documents]) => [name, { documents }] as const),
    ...frozen.map(({ file, documents }) => [file, { documents }] as const),
  ]);
}
