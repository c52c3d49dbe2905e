import type { SearchDocument } from './search-documents.ts';

/** A file from which a browser makes pages findable. */
export interface SearchFile {
  readonly documents: readonly SearchDocument[];
}

/** The first file that the search reads: the pages of today, and which further files there are. */
export interface FirstSearchFile extends SearchFile {
  /** Files of runs, one a year, the newest first. */
  readonly runs: readonly string[];
  /** Editions with their files, the newest first. */
  readonly editions: readonly { readonly id: string; readonly file: string }[];
}

/** The name of the first file. */
export const FIRST_SEARCH_FILE = 'today';
