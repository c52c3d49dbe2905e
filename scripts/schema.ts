import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import writeFileAtomic from 'write-file-atomic';
import { schemaFiles } from '../src/publish/schema-files.ts';
import { jsonSchema } from '../src/schema/json-schema.ts';
import { ALL_KINDS } from '../src/schema/kinds.ts';

const program = new Command('schema')
  .description('Writes one JSON Schema per kind of file in content/, for editors.')
  .option('--check', 'write nothing; fail if a file is not up to date')
  .option('--dir <folder>', 'where the schemas are', 'content/.schema')
  .option('--release <version>', 'keep what the site publishes as that of a release')
  .parse();
const { check, dir, release } = program.opts<{ check?: true; dir: string; release?: string }>();

if (release !== undefined) await keepRelease(release);

const texts = new Map(
  ([...ALL_KINDS, 'context'] as const).map((kind) => [
    `${kind}.json`,
    `${JSON.stringify(jsonSchema(kind), null, 2)}\n`,
  ]),
);
const present = existsSync(dir) ? readdirSync(dir) : [];
const leftOver = present.filter((name) => !texts.has(name));
const stale = [...texts].filter(
  ([name, text]) => !present.includes(name) || readFileSync(join(dir, name), 'utf8') !== text,
);

if (check === true) {
  for (const [name] of stale) {
    console.error(`${join(dir, name)}: ${present.includes(name) ? 'out of date' : 'missing'}`);
  }
  for (const name of leftOver) console.error(`${join(dir, name)}: no kind has that name any more`);
  if (stale.length + leftOver.length > 0) {
    console.error('Run npm run schema and commit what it writes.');
    process.exitCode = 1;
  }
} else {
  await mkdir(dir, { recursive: true });
  for (const [name, text] of stale) await writeFileAtomic(join(dir, name), text);
  for (const name of leftOver) rmSync(join(dir, name));
  console.log(`${texts.size} schemas in ${dir}, ${stale.length} written`);
}

/** Others rely on what was released: later schemas are compared with it, and it is never written again. */
async function keepRelease(version: string): Promise<void> {
  if (!/^\d+\.\d+\.\d+$/.test(version)) program.error(`"${version}" is no version such as 0.2.0.`);
  const folder = join('docs/schemas', version);
  if (existsSync(folder)) program.error(`${folder} is there already, and a release never changes.`);
  await mkdir(folder, { recursive: true });
  const files = schemaFiles({ base: '/' });
  for (const { path, content } of files)
    await writeFileAtomic(join(folder, basename(path)), String(content));
  console.log(`${files.length} schemas in ${folder}`);
}
