import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { digestOf } from '../src/archive.ts';
import type { MadeFile } from '../src/build-record.ts';
import { companions, writeCompanions } from '../src/companions.ts';
import { filesBelow } from '../src/library.ts';
import type { Archive } from '../src/model/archive.ts';
import { type Dependency, tracing } from '../src/model/trace.ts';
import type { Companion } from '../src/publish/companion.ts';
import type { EditionSite } from '../src/publish/edition-site.ts';
import { previews } from '../src/previews.ts';
import type { Location } from '../src/publish/urls.ts';
import type { Reuse } from '../src/reuse.ts';
import { linkFile } from './link-file.ts';
import { nativeModules } from './native-modules.ts';
import { tracedPages } from './traced-pages.ts';

/** A finished site in its folder. */
export interface MadeSite {
  readonly files: Map<string, MadeFile>;
  readonly listing: Iterable<Dependency>;
  /** The paths of the files that were left as they were. */
  readonly kept: ReadonlySet<string>;
  /** The paths of all pages and their companions, whoever makes them. */
  readonly planned: ReadonlySet<string>;
}

/** Makes a site, or a shard of it, in an empty folder: what holds is linked from the last one, the rest made anew. */
export async function makeSite({
  content,
  archive,
  editions,
  location,
  reuse,
  isMine,
  from,
  to,
}: {
  readonly content: string;
  readonly archive: Archive;
  readonly editions: EditionSite;
  readonly location: Location;
  readonly reuse: Reuse;
  /** Whether the file at a path belongs to the shard that is made. */
  readonly isMine: (path: string) => boolean;
  /** The folder of the last site. */
  readonly from: string;
  readonly to: string;
}): Promise<MadeSite> {
  const files = new Map<string, MadeFile>();
  const kept = new Set<string>();
  const keep = (path: string, file: MadeFile) => {
    linkFile(join(from, path), join(to, path));
    files.set(path, file);
    kept.add(path);
  };

  const others = [...companions(content, archive, location, editions)];
  const mine = others.filter(({ path }) => isMine(path));
  const left = Map.groupBy(mine, ({ path }) => dirname(path));
  const makeIn = (folder: string) => {
    const here = left.get(folder) ?? [];
    left.delete(folder);
    for (const companion of here) make(companion);
  };
  const make = (companion: Companion) => {
    const { path } = companion;
    const holds = reuse.files.get(path);
    if (holds !== undefined) {
      keep(path, holds);
      return;
    }
    const reads = new Set<Dependency>();
    const made = tracing(reads, () => companion.content);
    writeCompanions(to, [{ path, content: made }]);
    files.set(path, { sha256: digestOf(made), reads });
  };
  const pages = tracedPages(
    location.base,
    (path) => isMine(path) && !reuse.files.has(path),
    (path) => {
      // Now, since a page and its twins rest on the same, which is still at hand.
      makeIn(dirname(path));
    },
  );
  const { build } = await import('astro');
  await build({ outDir: to, logLevel: 'warn', integrations: [nativeModules(), pages.integration] });
  for (const [path, file] of pages.made) files.set(path, file);
  for await (const file of previews(archive, location, '.cache/previews', isMine)) {
    writeCompanions(to, [file]);
  }
  // Astro’s own files, those of public/ and previews: made anew by every build. Looked for before what is
  // kept is there, which may be much.
  for (const file of filesBelow(to)) {
    const path = relative(to, file).split(sep).join('/');
    if (!files.has(path)) files.set(path, { sha256: digestOf(readFileSync(file)) });
  }
  for (const path of pages.listed) {
    const file = isMine(path) ? reuse.files.get(path) : undefined;
    if (file !== undefined) keep(path, file);
  }
  for (const folder of [...left.keys()]) makeIn(folder);
  const planned = new Set([...pages.listed, ...others.map(({ path }) => path)]);
  return { files, listing: pages.listing, kept, planned };
}
