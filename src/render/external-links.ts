/** Where a link out of the site is pinned: what is cited, at which commit or version, read on which day. */
export interface ExternalLink {
  readonly url: string;
  /** The files of the site that hold it, and how many there are. */
  readonly files: number;
  readonly first: string;
  /** A commit, a version or the digest of what was read; left out: nothing fixes what stands there. */
  readonly pin?: string;
  readonly date?: string;
}

interface Pin {
  readonly pin?: string;
  readonly date?: string;
}

interface Cited {
  readonly url?: string;
  readonly date?: string;
  readonly sha256?: string;
  readonly code?: { readonly commit?: string; readonly version?: string; readonly sha256?: string };
}

/** Every source that a JSON file of the site names: of the page of a source, or of a run. */
export function* pinsIn(value: unknown): Generator<readonly [url: string, pin: Pin]> {
  const { facts, provenance } = (value ?? {}) as {
    facts?: { kind?: string; item?: Cited };
    provenance?: { sources?: readonly Cited[] };
  };
  const cited = facts?.kind === 'source' && facts.item !== undefined ? [facts.item] : [];
  for (const { url, date, sha256, code } of [...cited, ...(provenance?.sources ?? [])]) {
    if (url === undefined) continue;
    const digest = sha256 ?? code?.sha256;
    const pin =
      code?.commit ?? code?.version ?? (digest === undefined ? undefined : `sha256 ${digest}`);
    yield [url, { ...(pin === undefined ? {} : { pin }), ...(date === undefined ? {} : { date }) }];
  }
}

/** All links out of a site, in the order of their addresses, each with what pins it. */
export function externalLinks(
  found: ReadonlyMap<string, readonly string[]>,
  pins: ReadonlyMap<string, Pin>,
): ExternalLink[] {
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([url, files]) => ({
      url,
      files: files.length,
      first: files[0] ?? '',
      ...(pins.get(url) ?? pins.get(url.replace(/#.*$/, ''))),
    }));
}
