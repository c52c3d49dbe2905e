/** What a reader looks for: by facet, the value that a run must have; and which page of the runs found. */
export interface RunFilter {
  readonly chosen: Readonly<Record<string, string>>;
  readonly page: number;
}

/** The parameter of the page; no facet can have it. */
export const PAGE = 'p';

/** A filter as an address gives it; parameters that are no facets are passed over. */
export function readRunFilter(
  params: Iterable<readonly [string, string]>,
  facets: readonly string[],
): RunFilter {
  const chosen: Record<string, string> = {};
  let page = 1;
  for (const [name, value] of params) {
    if (facets.includes(name) && value !== '') chosen[name] = value;
    else if (name === PAGE && /^[1-9]\d{0,5}$/.test(value)) page = Number(value);
  }
  return { chosen, page };
}

/** The parameters that keep a filter, in the order of the facets; empty if nothing is looked for. */
export function writeRunFilter({ chosen, page }: RunFilter, facets: readonly string[]): string {
  const params = new URLSearchParams();
  for (const facet of facets) {
    const value = chosen[facet];
    if (value !== undefined && value !== '') params.append(facet, value);
  }
  if (page > 1 && [...params].length > 0) params.append(PAGE, String(page));
  return String(params);
}

/** By facet: every value that a run has. */
interface Findable {
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** Whether a run has every value that is looked for. What it did not record it does not have. */
export function isWanted({ values }: Findable, { chosen }: RunFilter): boolean {
  return Object.entries(chosen).every(([facet, value]) => values[facet]?.includes(value) ?? false);
}
