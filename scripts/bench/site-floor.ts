import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { measured, type Usage } from './process-tree.ts';

/** How large a site is. */
export interface Size {
  readonly files: number;
  readonly bytes: number;
}

/** Puts all files of a site into one, with a list of them beside it (`.json`). */
export function pack(site: string, into: string): Size {
  const files: [path: string, bytes: number][] = [];
  let bytes = 0;
  const output = openSync(into, 'w');
  for (const entry of readdirSync(site, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const content = readFileSync(file);
    for (let done = 0; done < content.length;) done += writeSync(output, content, done);
    files.push([relative(site, file), content.length]);
    bytes += content.length;
  }
  closeSync(output);
  writeFileSync(`${into}.json`, JSON.stringify(files));
  return { files: files.length, bytes };
}

/** What it costs a plain Node program to write a packed site; see `floor.ts`. */
export async function floorOf(packed: string, scratch: string): Promise<Usage> {
  const folder = join(scratch, 'floor');
  rmSync(folder, { recursive: true, force: true });
  const program = join(import.meta.dirname, 'floor.ts');
  const usage = await measured(process.execPath, [program, packed, folder], { cwd: scratch });
  rmSync(folder, { recursive: true, force: true });
  const { readingMicroseconds } = JSON.parse(usage.stdout) as { readingMicroseconds: number };
  return { ...usage, cpuSeconds: usage.cpuSeconds - readingMicroseconds / 1e6 };
}
