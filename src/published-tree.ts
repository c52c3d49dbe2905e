import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOfSite } from './site-sums.ts';

/** What a published tree answers where a file is asked for. */
export type Answer =
  | { readonly is: 'there'; readonly bytes: Uint8Array; readonly by?: string }
  | { readonly is: 'missing' }
  /** It is somewhere out of the site. */
  | { readonly is: 'elsewhere'; readonly to: string }
  | { readonly is: 'failed'; readonly cause: string };

/** A site as it was published: a folder, or what a server gives. */
export interface PublishedTree {
  readonly name: string;
  /** Where a file is, in words for people: "dist/runs/index.html", "https://…/runs/". */
  placeOf(path: string): string;
  /** Asks for a file by its path below the root. Never throws. */
  read(path: string): Promise<Answer>;
  /** All its files, where they can be listed. */
  readonly files?: readonly string[];
  /** A path that no site has: a server that answers it cannot be trusted to tell what is missing. */
  readonly impossible?: string;
}

/** A site in a folder. */
export function publishedFolder(folder: string): PublishedTree {
  const placeOf = (path: string) => join(folder, path);
  return {
    name: folder,
    placeOf,
    files: filesOfSite(folder),
    read: (path) => Promise.resolve(readAnswer(placeOf(path))),
  };
}

function readAnswer(file: string): Answer {
  try {
    return { is: 'there', bytes: readFileSync(file) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR'
      ? { is: 'missing' }
      : { is: 'failed', cause: message };
  }
}
