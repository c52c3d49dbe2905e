import type { Library } from '../model/library.ts';
import type { Kind } from '../schema/id.ts';
import { ALL_KINDS } from '../schema/kinds.ts';
import type { Source } from '../schema/source.ts';
import { alsoCitedBy, citedBy } from './citations.ts';
import { dateInWords } from './dates.ts';
import { linkTo } from './links.ts';
import { linksToPlaces } from './places.ts';
import { runLink } from './run-row.ts';
import type { Link } from './urls.ts';
import { once } from '../model/kept.ts';
import { lookup } from '../model/traced-library.ts';

/** Something citable: what it is, how it is pinned, what it says, what rests on it. */
export interface SourcePage {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly class: Source['class'];
  readonly summary: string;
  readonly url?: string;
  readonly facts: readonly (readonly [string, string])[];
  /** Runs that were recorded from it. */
  readonly runs: readonly Link[];
  /** Everything in the library that cites it, by kind. */
  readonly citedBy: readonly { readonly kind: Kind; readonly links: readonly Link[] }[];
}

/** The page of one source. */
export function sourcePage(source: Source, library: Library): SourcePage {
  return {
    id: source.id,
    title: source.title,
    kind: source.kind,
    class: source.class,
    summary: source.summary,
    ...(source.url === undefined ? {} : { url: source.url }),
    facts: sourceFacts(source),
    citedBy: everythingCiting(source.id, library),
    runs: runsFrom(library, source.id),
  };
}

function everythingCiting(id: string, library: Library): SourcePage['citedBy'] {
  const all = Map.groupBy(
    [...citedBy(library, id), ...alsoCitedBy(library, id)],
    ({ kind }) => kind,
  );
  return ALL_KINDS.flatMap((kind) => {
    const ids = (all.get(kind) ?? []).flatMap((citing) => citing.ids);
    return ids.length === 0 ? [] : [{ kind, links: linksToPlaces(library, kind, ids) }];
  });
}

/** All sources. */
export function sourcesPage(
  library: Library,
): { link: Link; kind: string; class: Source['class']; pinned: string }[] {
  return [...library.source.values()].map((source) => ({
    link: linkTo(library, 'source', source.id),
    kind: source.kind,
    class: source.class,
    pinned: pin(source),
  }));
}

/** Runs that name a source as where they come from, by its address or its digest. */
const runsFrom = lookup('runs-from', (library, id): Link[] => {
  const source = library.source.get(id);
  const origins = source === undefined ? [] : originsOf(source);
  const runs = new Set(origins.flatMap((origin) => runsByOrigin(library).get(origin) ?? []));
  return [...library.run.keys()].filter((run) => runs.has(run)).map((run) => runLink(library, run));
});

/** The ids of runs by what their records give as their origins. */
const runsByOrigin = once((library): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const { id, provenance } of library.run.values()) {
    for (const origin of provenance.sources.flatMap(originsOf)) {
      found.set(origin, [...(found.get(origin) ?? []), id]);
    }
  }
  return found;
});

function originsOf(from: { sha256?: string | undefined; url?: string | undefined }): string[] {
  return [from.sha256, from.url].filter((origin) => origin !== undefined);
}

function pin({ code, date }: Source): string {
  if (code?.commit !== undefined) return `commit ${code.commit.slice(0, 12)}`;
  if (code?.version !== undefined) return code.version;
  return date === undefined ? '' : dateInWords(date);
}

function sourceFacts({ date, licence, sha256, code }: Source): [string, string][] {
  const lines = code?.lines === undefined ? undefined : `${code.lines.from} to ${code.lines.to}`;
  const facts: [string, string | undefined][] = [
    ['Date', date === undefined ? undefined : dateInWords(date)],
    ['Repository', code?.repository],
    ['Commit', code?.commit],
    ['Version', code?.version],
    ['Path', code?.path],
    ['Lines', lines],
    ['sha256 of those lines', code?.sha256],
    ['sha256 of the file', sha256],
    ['Licence', licence],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== undefined);
}
