import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { canonical } from '../../src/ingest/canonical.ts';
import { readItems } from '../../src/library.ts';
import { formatProblem } from '../../src/model/problem.ts';
import { runYear } from '../../src/model/run-time.ts';
import { syntheticRun } from './synthetic-run.ts';

const program = new Command('synthetic-runs')
  .description('Adds made-up runs to a copy of content/, always the same ones for the same seed.')
  .requiredOption('--runs <number>', 'how many', wholeNumber)
  .requiredOption('--into <folder>', 'the copy; never content/ itself')
  .option('--first <number>', 'the number of the first one', wholeNumber, 0)
  .option('--seed <text>', 'another seed gives other runs', 'bench')
  .option('--day <date>', 'the day of all of them, instead of one drawn for each')
  .parse();
const { runs, into, first, seed, day } = program.opts<{
  runs: number;
  into: string;
  first: number;
  seed: string;
  day?: string;
}>();

if (resolve(into) === resolve(import.meta.dirname, '../../content')) {
  program.error(`${into} is content/ itself, which holds facts. Copy it and name the copy.`);
}
const { library, problems } = readItems(into);
if (problems.length > 0) {
  console.error(problems.map(formatProblem).join('\n\n'));
  process.exit(1);
}
let bytes = 0;
for (let index = first; index < first + runs; index += 1) {
  const run = syntheticRun({ seed, library, day }, index);
  const file = join(into, 'runs', runYear(run), `${run.id}.json`);
  const text = canonical(run);
  if (existsSync(file)) program.error(`${file} is there already; take another --first or --seed.`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { flag: 'wx' });
  bytes += Buffer.byteLength(text);
}
console.log(`${runs} runs, ${(bytes / 1e6).toFixed(1)} MB, in ${join(into, 'runs')}/`);

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number is needed');
  return Number(text);
}
