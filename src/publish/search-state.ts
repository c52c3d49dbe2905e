/** What was typed into the search, and where it looks: the pages of today where no edition is named. */
export interface SearchState {
  readonly query: string;
  /** The id of an edition, or `all`. */
  readonly in?: string;
}

/** Longer text, or text of several lines, is a log: it is never put into an address. */
const LONGEST_QUERY = 200;

/** Whether a text is read as a log. */
export function isLog(text: string): boolean {
  return text.length > LONGEST_QUERY || text.trim().includes('\n');
}

/** Reads a state from the query of an address. */
export function readSearch(address: string): SearchState {
  const params = new URLSearchParams(address);
  const scope = params.get('in') ?? '';
  return { query: params.get('q') ?? '', ...(scope === '' ? {} : { in: scope }) };
}

/** The query of the address of a state, with the question mark; nothing for one that says nothing. */
export function writeSearch({ query, in: scope }: SearchState): string {
  const params = new URLSearchParams();
  const text = query.trim();
  if (text !== '' && !isLog(query)) params.set('q', text);
  if (scope !== undefined) params.set('in', scope);
  return params.size === 0 ? '' : `?${params.toString()}`;
}

/** The path of a page that is missing, below the root of whatever edition it names. */
export function missingPath(path: string, base: string): string {
  const below = path.startsWith(base) ? path.slice(base.length) : path;
  const bare = below.replace(/^\/?v\/[^/]+\//, '').replace(/(?:index)?\.(?:html|json|md)$/, '/');
  return decode(bare).replace(/\/*$/, '/');
}

/** The words of a path, to search for. */
export function queryOfPath(path: string): string {
  return path.split(/[/-]+/).join(' ').trim().slice(0, LONGEST_QUERY);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
