import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import astro from 'astro/package.json' with { type: 'json' };
import { changes } from './bench/changes.ts';
import { measure } from './bench/measurement.ts';
import { type Entry, performanceTables, writeTables } from './bench/performance-table.ts';

const NAMES = changes(0).map(({ name }) => name);
const RESULTS = 'reports/bench.json';
const TABLE = 'docs/performance.md';

const program = new Command('bench')
  .description(
    'Measures builds of synthetic archives in a temporary copy of the project. Linux only.',
  )
  .option('--runs <numbers>', 'how many runs, one archive for each number', numbers, [200, 1000])
  .option('--times <number>', 'how often everything is measured', (text) => numbers(text)[0], 3)
  .option('--changes <names>', `which of: ${NAMES.join(', ')}; or none`, names, NAMES)
  .option('--no-plain', 'leave out the plain Astro project')
  .option('--no-alone', 'leave out the cold build by one process, where several share it')
  .option('--scratch <folder>', 'where there is room: 3 times the site', tmpdir())
  .option('--write', `put the tables into ${TABLE}`)
  .addHelpText('after', `\nMeasurements are kept in ${RESULTS}, one for each number of runs.`)
  .parse();
const options = program.opts<{
  runs: number[];
  times: number;
  changes: string[];
  plain: boolean;
  alone: boolean;
  scratch: string;
  write?: true;
}>();
if (!existsSync('/proc/self/stat')) {
  program.error('The bench reads CPU times and memory from /proc, which only Linux has.');
}

const [cpu] = cpus();
const gib = (totalmem() / 2 ** 30).toFixed(0);
const circumstances = {
  machine: `${availableParallelism()} × ${cpu?.model.trim() ?? 'unknown CPU'}, ${gib} GiB`,
  versions: `Node ${process.versions.node}, Astro ${astro.version}`,
  command: ['npm run bench --', ...process.argv.slice(2)].join(' '),
  commit: commit(),
};
const scratch = mkdtempSync(join(options.scratch, 'faultline-bench-'));
process.once('exit', () => {
  rmSync(scratch, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

for (const runs of options.runs) {
  console.error(`${runs} runs`);
  const measurement = await measure({
    ...options,
    runs,
    scratch,
    say: (what) => {
      console.error(`  ${what}`);
    },
  });
  const date = new Date().toISOString().slice(0, 10);
  keep({ ...circumstances, date, measurement });
}
const tables = performanceTables(kept());
console.log(tables);
if (options.write) await writeTables(TABLE, tables);

/** What was measured before on this machine with these versions, and still says something. */
function kept(): Entry[] {
  if (!existsSync(RESULTS)) return [];
  const all = JSON.parse(readFileSync(RESULTS, 'utf8')) as Entry[];
  const { machine, versions } = circumstances;
  return all.filter((entry) => entry.machine === machine && entry.versions === versions);
}

function keep(entry: Entry): void {
  const others = kept().filter(({ measurement }) => measurement.runs !== entry.measurement.runs);
  mkdirSync('reports', { recursive: true });
  writeFileSync(RESULTS, JSON.stringify([...others, entry], null, 2));
}

function commit(): string {
  const git = (...args: string[]) => spawnSync('git', args, { encoding: 'utf8' }).stdout.trim();
  const changed = git('status', '--porcelain') === '' ? '' : ' with changes';
  return `${git('rev-parse', '--short', 'HEAD')}${changed}`;
}

function numbers(text: string): number[] {
  return text.split(',').map((part) => {
    if (!/^[1-9]\d*$/.test(part))
      throw new InvalidArgumentError('Whole numbers above 0 are needed.');
    return Number(part);
  });
}

function names(text: string): string[] {
  if (text === 'none') return [];
  const wanted = text.split(',');
  const unknown = wanted.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) throw new InvalidArgumentError(`No such change: ${unknown.join(', ')}.`);
  return wanted;
}
