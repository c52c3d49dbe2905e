import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { program } from 'commander';
import writeFileAtomic from 'write-file-atomic';
import { jsonSchema } from '../src/schema/json-schema.ts';
import { ALL_KINDS } from '../src/schema/kinds.ts';

const { check, dir } = program
  .description('Writes one JSON Schema per kind of file in content/, for editors.')
  .option('--check', 'write nothing; fail if a file is not up to date')
  .option('--dir <folder>', 'where the schemas are', 'content/.schema')
  .parse()
  .opts<{ check?: true; dir: string }>();

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
