import { existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { canonical } from '../../src/ingest/canonical.ts';
import { filesBelow, readItems } from '../../src/library.ts';
import type { Library } from '../../src/model/library.ts';
import { type Problem, problem } from '../../src/model/problem.ts';
import { runYear } from '../../src/model/run-time.ts';
import type { Run } from '../../src/schema/run.ts';

/** `content/` while records are taken into it, one after the other. */
export interface Store {
  readonly root: string;
  /** Grows with every run that is taken in, in a dry run too. */
  readonly library: Library;
  /** What is wrong with files that were there before. */
  readonly problems: readonly Problem[];
  /** Where a run of that id stands, whatever is in that file. */
  readonly fileOf: (id: string) => string | undefined;
  readonly remember: (run: Run, file: string) => void;
}

/** Reads what is in `content/` already. */
export function openStore(root: string): Store {
  const { library, problems, fileOf } = readItems(root, root);
  const run = new Map(library.run);
  const files = new Map(filesBelow(join(root, 'runs')).map((file) => [basename(file), file]));
  return {
    root,
    library: { ...library, run },
    problems,
    fileOf: (id) => files.get(`${id}.json`) ?? fileOf('run', id),
    remember: (added, file) => {
      run.set(added.id, added);
      files.set(`${added.id}.json`, file);
    },
  };
}

/** Where a new run belongs. */
export function newFile(store: Store, run: Run): string {
  return join(store.root, 'runs', runYear(run), `${run.id}.json`);
}

/** Whether the store holds that very run already, another one under its id, or none. */
export function presence(store: Store, run: Run): 'same' | 'other' | 'none' {
  if (store.fileOf(run.id) === undefined) return 'none';
  const known = store.library.run.get(run.id);
  return known !== undefined && canonical(known) === canonical(run) ? 'same' : 'other';
}

/** Where files are put together; nothing reads what a killed ingest left there. */
const INCOMING = '.incoming';

/** Writes files in their order. Each appears whole or not at all; none is ever overwritten. */
export async function write(
  root: string,
  files: ReadonlyMap<string, Buffer>,
): Promise<Problem | undefined> {
  for (const [file, content] of files) {
    try {
      if (existsSync(file)) {
        if (content.equals(await readFile(file))) continue;
        throw new Error('another file of that name is there');
      }
      await mkdir(dirname(file), { recursive: true });
      await mkdir(join(root, INCOMING), { recursive: true });
      const incoming = join(root, INCOMING, `${process.pid}-${basename(file)}`);
      await writeFileAtomic(incoming, content);
      await rename(incoming, file);
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      return problem('not-written', { cause }, { file });
    }
  }
  return undefined;
}
