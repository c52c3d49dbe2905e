import { closeSync, mkdirSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/*
 * The floor: what it costs a plain Node program to write the files of a finished site from memory.
 * It is given them in one file, in pieces that fit into memory, and tells what reading them took.
 *
 *   node scripts/bench/floor.ts PACK FOLDER
 */

/** So much is held in memory at a time. */
const PIECE = 32 * 1024 * 1024;

const [pack, folder] = process.argv.slice(2);
if (pack === undefined || folder === undefined) throw new Error('PACK and FOLDER are needed');

const begin = used();
const files = JSON.parse(readFileSync(`${pack}.json`, 'utf8')) as [path: string, bytes: number][];
const input = openSync(pack, 'r');
const made = new Set<string>();
let readingMicroseconds = used() - begin;
let index = 0;
while (index < files.length) {
  const before = used();
  const piece: (readonly [path: string, content: Buffer])[] = [];
  for (let held = 0; held < PIECE && index < files.length; index += 1) {
    const [path, bytes] = files[index] ?? ['', 0];
    const content = Buffer.allocUnsafe(bytes);
    for (let got = 0; got < bytes;) got += readSync(input, content, got, bytes - got, null);
    piece.push([path, content]);
    held += bytes;
  }
  readingMicroseconds += used() - before;
  for (const [path, content] of piece) {
    const file = join(folder, path);
    const parent = dirname(file);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(file, content);
  }
}
closeSync(input);
console.log(JSON.stringify({ readingMicroseconds }));

function used(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
