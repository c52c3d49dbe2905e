import type { Archive } from '../model/archive.ts';
import type { Library } from '../model/library.ts';
import type { Elsewhere } from './edition-site.ts';
import { type Location, pathOf } from './urls.ts';

/** A file of the site that is not a page: a twin, a feed, a badge, a schema. */
export interface Companion {
  /** Below the root of the site: "findings/some-id/index.json". */
  readonly path: string;
  /** Made anew whenever it is asked for. */
  readonly content: string | Uint8Array;
}

/** A companion that is not made before somebody asks for its content. */
export function companion(path: string, make: () => string | Uint8Array): Companion {
  return {
    path,
    get content() {
      return make();
    },
  };
}

/** The interpretations of one time: of today, or as an edition froze them. */
export interface View {
  readonly library: Library;
  readonly location: Location;
  readonly edition?: { readonly id: string; readonly asOf: string; readonly state: string };
}

/** Today, and every edition, the oldest first. */
export function viewsOf({ library, editions }: Archive, location: Location): View[] {
  return [
    { library, location },
    ...editions.map(({ manifest: { id, asOf, state }, library: frozen }) => ({
      library: frozen,
      location: { ...location, edition: id },
      edition: { id, asOf, state },
    })),
  ];
}

/** Where the file of an address stands: the address without the origin and the path of the site. */
export function fileOf(url: string, { base, origin = '' }: Location): string {
  return url.slice(origin.length + (base.endsWith('/') ? base : `${base}/`).length);
}

/** The twins of a thing that moved stand at its old addresses too: what reads them follows no page. */
export function* withOldAddresses(
  files: Iterable<Companion>,
  elsewhere: readonly Elsewhere[],
): Generator<Companion> {
  const oldPaths = new Map<string, string[]>();
  for (const page of elsewhere) {
    if (page.is !== 'moved' || !('kind' in page.to.target)) continue;
    const now = pathOf(page.to.target);
    oldPaths.set(now, [...(oldPaths.get(now) ?? []), pathOf(page)]);
  }
  for (const file of files) {
    yield file;
    const [, folder = '', name = ''] = /^(.*\/)?([^/]*)$/.exec(file.path) ?? [];
    for (const old of oldPaths.get(folder) ?? []) {
      yield companion(`${old}${name}`, () => file.content);
    }
  }
}
