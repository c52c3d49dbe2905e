import { readdirSync, statSync, watch } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** A file that has not grown for so long is taken as whole, in milliseconds. */
const QUIET = 500;

/** What a file was when it was last looked at; undefined if it is no file. */
function stateOf(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() === true ? `${stat.size} ${stat.mtimeMs}` : undefined;
}

/**
 * Calls back for each of these files, or files in these folders, that appears or changes, one at a time and
 * once it stopped growing; until the signal comes. What is there when `ready` is called counts as seen, and
 * nothing that comes later is missed.
 */
export async function watchFiles(
  paths: readonly string[],
  stop: AbortSignal,
  ready: () => void,
  changed: (file: string) => Promise<void>,
): Promise<void> {
  const isFolder = (path: string) =>
    statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const watched = paths.map((path) =>
    isFolder(path) ? { folder: path, only: undefined } : { folder: dirname(path), only: path },
  );
  const seen = new Map<string, string>();
  const wanted = (): string[] =>
    watched.flatMap(({ folder, only }) =>
      only === undefined && isFolder(folder)
        ? readdirSync(folder)
            .filter((name) => !name.startsWith('.'))
            .map((name) => join(folder, name))
        : [only].filter((file) => file !== undefined),
    );

  let stir: () => void = () => undefined;
  const nextStir = () => new Promise<void>((resolved) => (stir = resolved));
  let stirring = nextStir();
  const folders = new Set(watched.map(({ folder }) => resolve(folder)));
  for (const folder of folders)
    watch(folder, { signal: stop }, () => {
      stir();
    }).on('error', () => undefined);
  stop.addEventListener('abort', () => {
    stir();
  });
  for (const file of wanted()) seen.set(resolve(file), stateOf(file) ?? '');
  ready();

  while (!stop.aborted) {
    await stirring;
    stirring = nextStir();
    await new Promise((resolved) => setTimeout(resolved, QUIET));
    for (const file of wanted()) {
      const state = stateOf(file);
      if (state === undefined || seen.get(resolve(file)) === state) continue;
      if (!(await isQuiet(file, state))) {
        stir();
        continue;
      }
      seen.set(resolve(file), state);
      await changed(file);
    }
  }
}

async function isQuiet(file: string, state: string): Promise<boolean> {
  await new Promise((resolved) => setTimeout(resolved, QUIET));
  return stateOf(file) === state;
}

/** Whether a path names something in a folder that is there. */
export function canBeWatched(path: string): boolean {
  const folder = statSync(dirname(resolve(path)), { throwIfNoEntry: false });
  return basename(resolve(path)) !== '' && folder?.isDirectory() === true;
}
