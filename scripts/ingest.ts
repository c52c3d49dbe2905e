import { statSync } from 'node:fs';
import { Command } from 'commander';
import { type Intake, takeIn } from './ingest/intake.ts';
import { formatIntake, formatJson, formatProblems, formatSum } from './ingest/report.ts';
import { openStore } from './ingest/store.ts';
import { visible } from '../src/model/problem.ts';

const HELP = `
A file is a native record: a JSON object with "schema": "faultline.run/1". The evidence files that it names
stand beside it or below it. Files are taken in the order given: a run that replaces another comes after it.

Exit codes:
  0  every file was added, or was there already
  1  at least one file was refused
  2  the arguments cannot be used`;

/** With so many files the progress is told even where nobody is watching. */
const MANY = 50;
const CLEAR_LINE = '\r\u001b[K';

const program = new Command('ingest')
  .description('Checks run records and adds them to content/. Nothing is ever overwritten.')
  .argument('<files...>', 'the records')
  .option('--content <folder>', 'where they go', process.env['FAULTLINE_CONTENT'] ?? 'content')
  .option('--dry-run', 'say what would be done, write nothing')
  .option('--strict', 'refuse a record that would have to be repaired')
  .option('--json', 'print one JSON object')
  .addHelpText('after', HELP)
  .exitOverride((stop) => process.exit(stop.exitCode === 0 ? 0 : 2))
  .parse();
const { content, json, dryRun, strict } = program.opts<{
  content: string;
  json?: true;
  dryRun?: true;
  strict?: true;
}>();
const files = program.args;

const root = content.replace(/(?<=.)[/\\]+$/, '');
if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) {
  program.error(`error: there is no folder ${JSON.stringify(root)} to add runs to`);
}
const store = openStore(root);
if (store.problems.length > 0) {
  const count = store.problems.length;
  const words = count === 1 ? ['1 problem', 'it'] : [`${count} problems`, 'them'];
  console.error(`${visible(root)} has ${words[0]} of its own: npm run check lists ${words[1]}.`);
}

const intakes: Intake[] = [];
for (const [index, file] of files.entries()) {
  progress(index, files.length);
  const intake = await takeIn(file, store, { dryRun: dryRun === true, strict: strict === true });
  if (process.stderr.isTTY) process.stderr.write(CLEAR_LINE);
  intakes.push(intake);
  if (json !== true) {
    console.log(formatIntake(intake));
    if (intake.problems.length > 0) console.error(formatProblems(intake));
  }
}
console.log(json === true ? formatJson(intakes) : formatSum(intakes));
process.exitCode = intakes.some(({ status }) => status === 'refused') ? 1 : 0;

/** On a terminal a line that is overwritten, elsewhere a line now and then. */
function progress(done: number, all: number): void {
  if (process.stderr.isTTY) {
    if (all > 1) process.stderr.write(`${CLEAR_LINE}${done} of ${all} files`);
  } else if (all >= MANY && done % MANY === 0) {
    console.error(`${done} of ${all} files`);
  }
}
