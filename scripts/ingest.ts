import { statSync } from 'node:fs';
import { Command, Option } from 'commander';
import { type Intake, takeIn } from './ingest/intake.ts';
import { splitAccompanying } from './ingest/accompanying.ts';
import { type Keep, ownNames } from './ingest/privacy.ts';
import { formatRescan, rescanAll } from './ingest/rescan.ts';
import { STDIN } from './ingest/source.ts';
import { CONTEXT_TEMPLATE } from '../src/ingest/context-template.ts';
import { REDACTION_KINDS } from '../src/ingest/redaction/kind.ts';
import {
  formatIntake,
  formatJson,
  formatProblems,
  formatSum,
  formatTable,
} from './ingest/report.ts';
import { dateIn, readContext } from './ingest/run-context.ts';
import { openStore } from './ingest/store.ts';
import { canBeWatched, watchFiles } from './ingest/watch.ts';
import { formatProblem, visible } from '../src/model/problem.ts';

const HELP = `
A file is a native record (a JSON object with "schema": "faultline.run/1"), JUnit XML, CTRF, TAP 13 or 14,
KTAP, KCIDB 4 or 5, or the report of pytest-json-report; its content tells which, its name does not. "-" is
standard input. The evidence files that a native record names stand beside it or below it. Files are taken
in the order given: a run that replaces another comes after it.

Kernel logs, rocminfo's text and captured files of /sys, /proc and /etc tell the machine of a report. They are
told by their content wherever they stand among the files; what only its path tells goes after --with.

Names, addresses, serial numbers and tokens are taken out of everything before it is written; --dry-run shows
each. --keep leaves a kind in.

Exit codes:
  0  every file was added, or was there already
  1  at least one file was refused
  2  the arguments cannot be used`;

/** With so many files the progress is told even where nobody is watching. */
const MANY = 50;
const CLEAR_LINE = '\r\u001b[K';

const program = new Command('ingest')
  .description(
    'Turns results of tests into run records and adds them to content/. Nothing is ever overwritten.',
  )
  .argument('[files...]', 'the files; with --watch, folders too')
  .option('--content <folder>', 'where they go', process.env['FAULTLINE_CONTENT'] ?? 'content')
  .option('--context <file>', 'what a report does not say: machine, stack, settings, probes (YAML)')
  .option('--date <date>', 'when the run took place, where a report does not say')
  .option(
    '--with <paths...>',
    'files and folders captured on the machine that the reports are from',
  )
  .addOption(
    new Option('--keep <kinds...>', 'what is not to be taken out').choices([
      ...REDACTION_KINDS,
      'binary',
    ]),
  )
  .option('--redact <names...>', 'further names of people and machines to take out')
  .option('--template', 'print a context to start from')
  .option('--rescan', 'say what the signatures recognise in the evidence of runs that are there')
  .option('--dry-run', 'print the records and what would be done, write nothing')
  .option('--strict', 'refuse a file that would have to be repaired')
  .option('--json', 'print one JSON object')
  .addOption(
    new Option(
      '--watch',
      'go on until interrupted; take each file that appears or changes',
    ).conflicts('json'),
  )
  .addHelpText('after', HELP)
  .exitOverride((stop) => process.exit(stop.exitCode === 0 ? 0 : 2))
  .parse();
const options = program.opts<{
  content: string;
  context?: string;
  date?: string;
  json?: true;
  dryRun?: true;
  strict?: true;
  watch?: true;
  with?: string[];
  keep?: Keep[];
  redact?: string[];
  template?: true;
  rescan?: true;
}>();
if (options.template === true) {
  process.stdout.write(CONTEXT_TEMPLATE);
  process.exit(0);
}
if (program.args.length === 0 && options.rescan !== true) {
  program.error("error: missing required argument 'files'");
}

const root = options.content.replace(/(?<=.)[/\\]+$/, '');
if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) {
  program.error(`error: there is no folder ${JSON.stringify(root)} to add runs to`);
}
const { reports: files, accompanying } =
  options.watch === true
    ? { reports: program.args, accompanying: options.with ?? [] }
    : splitAccompanying(program.args, options.with ?? []);
if (files.filter((file) => file === STDIN).length > (options.watch === true ? 0 : 1)) {
  program.error('error: standard input can be read once, and not be watched');
}
const given = options.context === undefined ? { context: {} } : readContext(options.context);
if ('problems' in given) {
  console.error(given.problems.map(formatProblem).join('\n\n'));
  process.exit(2);
}
const date = options.date === undefined ? undefined : dateIn(options.date);
if (options.date !== undefined && date === undefined) {
  program.error(
    `error: ${JSON.stringify(options.date)} is no date such as 2025-11-06 or 2025-11-06T14:03:00Z`,
  );
}
const context = { ...given.context, ...(date !== undefined && { date }) };

const store = openStore(root);
if (store.problems.length > 0) {
  const count = store.problems.length;
  const words = count === 1 ? ['1 problem', 'it'] : [`${count} problems`, 'them'];
  console.error(`${visible(root)} has ${words[0]} of its own: npm run check lists ${words[1]}.`);
}

if (options.rescan === true) {
  const found = rescanAll(store.library, root);
  console.log(options.json === true ? JSON.stringify(found, null, 2) : formatRescan(found));
  process.exit(0);
}

const privacy = { keep: options.keep ?? [], names: [...ownNames(), ...(options.redact ?? [])] };
const intakes: Intake[] = [];
const take = async (file: string) => {
  const { dryRun, strict, json } = options;
  const intake = await takeIn(file, store, {
    dryRun: dryRun === true,
    strict: strict === true,
    context,
    contextFile: options.context,
    accompanying,
    privacy,
  });
  if (process.stderr.isTTY) process.stderr.write(CLEAR_LINE);
  intakes.push(intake);
  if (json === true) return;
  console.log(formatIntake(intake));
  if (intake.problems.length > 0) console.error(formatProblems(intake));
};

if (options.watch === true) {
  const lost = files.find((file) => !canBeWatched(file));
  if (lost !== undefined) program.error(`error: there is no folder for ${JSON.stringify(lost)}`);
  const stop = new AbortController();
  process.once('SIGINT', () => {
    stop.abort();
  });
  for (const file of files.filter((one) => statSync(one, { throwIfNoEntry: false })?.isFile())) {
    await take(file);
  }
  const ready = () => {
    console.error('Waiting for files; interrupt to end.');
  };
  await watchFiles(files, stop.signal, ready, take);
} else {
  for (const [index, file] of files.entries()) {
    progress(index, files.length);
    await take(file);
  }
}
if (options.json === true) {
  console.log(formatJson(intakes));
} else if (intakes.length > 0) {
  if (intakes.length > 1) console.log(`\n${formatTable(intakes)}\n`);
  console.log(formatSum(intakes));
}
process.exitCode = intakes.some(({ status }) => status === 'refused') ? 1 : 0;

/** On a terminal a line that is overwritten, elsewhere a line now and then. */
function progress(done: number, all: number): void {
  if (process.stderr.isTTY) {
    if (all > 1) process.stderr.write(`${CLEAR_LINE}${done} of ${all} files`);
  } else if (all >= MANY && done % MANY === 0) {
    console.error(`${done} of ${all} files`);
  }
}
