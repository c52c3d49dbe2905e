import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { digestOf, factsFile, runDigests } from './archive.ts';
import { filesBelow } from './library.ts';
import { canonicalJson } from './model/canonical-json.ts';
import type { Library } from './model/library.ts';
import { CONTENT_VERSION } from './model/upgrade.ts';
import { factsOfPages } from './publish/facts.ts';
import { outlinePage } from './render/page-outline.ts';
import { type Edition, EDITION_SCHEMA } from './schema/edition.ts';
import { ALL_KINDS, KINDS } from './schema/kinds.ts';

/** What somebody says of an edition when it is made. */
export type EditionHead = Pick<Edition, 'id' | 'title' | 'summary' | 'asOf' | 'frozenOn' | 'state'>;

/** An edition ready to be written: its manifest, and every other file by its path within the folder. */
export interface Freeze {
  readonly manifest: Edition;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Freezes the library as it is: a copy of every interpretive file, the facts of every page, and every
 * anchor that its pages have.
 * @param root the folder of `content/`
 * @param site a finished build of the same content, from which the anchors are read
 */
export function freeze(root: string, library: Library, site: string, head: EditionHead): Freeze {
  const pages = factsOfPages(library).map(({ path, facts }) => ({
    path,
    text: canonicalJson(facts),
  }));
  const encoder = new TextEncoder();
  const files = new Map<string, Uint8Array>([
    ...interpretiveFiles(root),
    ...pages.map(({ path, text }) => [factsFile(path), encoder.encode(text)] as const),
  ]);
  const manifest: Edition = {
    schema: EDITION_SCHEMA,
    ...head,
    content: CONTENT_VERSION,
    files: [...files].map(([path, bytes]) => ({ path, sha256: digestOf(bytes) })),
    runs: [...runDigests(root, library)].map(([id, sha256]) => ({ id, sha256 })),
    pages: pages.map(({ path, text }) => ({
      path,
      facts: digestOf(text),
      anchors: anchorsIn(join(site, path, 'index.html')),
    })),
  };
  return { manifest, files };
}

/** All files of the folders that an edition freezes: everything but runs and their evidence. */
function interpretiveFiles(root: string): [string, Uint8Array][] {
  return ALL_KINDS.filter((kind) => kind !== 'run').flatMap((kind) =>
    filesBelow(join(root, KINDS[kind].folder)).map((path): [string, Uint8Array] => [
      relative(root, path).split(sep).join('/'),
      readFileSync(path),
    ]),
  );
}

/** The anchors that a page promises. */
function anchorsIn(page: string): string[] {
  if (!existsSync(page)) throw new Error(`The site has no page ${page}`);
  const { ids, formerIds } = outlinePage(readFileSync(page, 'utf8'));
  return [...ids].filter((id) => isPromised(id) && !formerIds.has(id)).toSorted();
}

/**
 * Whether an id is an anchor that stays. A heading of a section that stands there only where there is
 * something to say has one that starts with `title-`, what is inside a drawing one that starts with
 * `drawn-`: they wire the page and are promised to nobody.
 */
export function isPromised(id: string): boolean {
  return !/^(?:title|drawn)-/.test(id);
}
