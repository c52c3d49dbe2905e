import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import type { Built, Cost, Measurement } from './measurement.ts';

/** On what, with what and when something was measured. */
export interface Circumstances {
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  readonly versions: string;
  readonly command: string;
}

/** A measurement and its circumstances. */
export interface Entry extends Circumstances {
  readonly measurement: Measurement;
}

const HEAD = [
  'What was built',
  'CPU s',
  '× floor',
  '% of cold',
  'ms CPU a run',
  'wall s',
  'largest process MiB',
  'all processes MiB',
  'MB',
  'files',
] as const;

/** One table for each number of runs, in Markdown. */
export function performanceTables(entries: readonly Entry[]): string {
  return entries
    .toSorted((a, b) => a.measurement.runs - b.measurement.runs)
    .map((entry) => tableOf(entry))
    .join('\n');
}

function tableOf({ measurement, date, commit, machine, versions, command }: Entry): string {
  const { runs, cold, alone, plain, changes } = measurement;
  const coldCpu = median(cold.map(({ build }) => build.cpuSeconds));
  const of = (what: string, costs: readonly Cost[], built?: readonly Built[]) =>
    row(what, costs, runs, { coldCpu, ...(built === undefined ? {} : { built }) });
  const rows = [
    of(
      'the floor: the same bytes written by plain Node',
      cold.map(({ floor }) => floor),
    ),
    of(
      'cold build',
      cold.map(({ build }) => build),
      cold,
    ),
    ...(alone.length > 0 ? [of('cold build by one process', alone)] : []),
    ...changes.flatMap(({ name, change, build }) => [
      ...(change.length > 0 ? [of(`${name}: \`npm run freeze\``, change)] : []),
      of(change.length > 0 ? `${name}: the build after it` : name, build),
    ]),
    ...(plain.length > 0
      ? [
          of(
            'the floor of the plain Astro project',
            plain.map(({ floor }) => floor),
          ),
          of(
            'plain Astro project, cold',
            plain.map(({ build }) => build),
            plain,
          ),
        ]
      : []),
  ];
  return [
    `### ${count(runs)} runs`,
    '',
    `${date}, commit ${commit}, ${machine}, ${versions}. Medians of ${cold.length}: \`${command}\``,
    '',
    `| ${HEAD.join(' | ')} |`,
    `| --- |${' --: |'.repeat(HEAD.length - 1)}`,
    ...rows,
    '',
  ].join('\n');
}

function row(
  what: string,
  costs: readonly Cost[],
  runs: number,
  { coldCpu, built }: { coldCpu: number; built?: readonly Built[] },
): string {
  const cpu = median(costs.map(({ cpuSeconds }) => cpuSeconds));
  const ratio = built?.map(({ build, floor }) => build.cpuSeconds / floor.cpuSeconds);
  const cells = [
    what,
    cpu.toFixed(cpu < 10 ? 2 : 1),
    ratio === undefined ? '' : median(ratio).toFixed(1),
    built === undefined ? ((100 * cpu) / coldCpu).toFixed(1) : '',
    ((1000 * cpu) / runs).toFixed(2),
    median(costs.map(({ wallSeconds }) => wallSeconds)).toFixed(1),
    count(Math.max(...costs.map(({ peakMiB }) => peakMiB))),
    count(Math.max(...costs.map(({ peakTreeMiB }) => peakTreeMiB))),
    built === undefined ? '' : (median(built.map(({ bytes }) => bytes)) / 1e6).toFixed(1),
    built === undefined ? '' : count(median(built.map(({ files }) => files))),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The middle one; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}

const [BEGIN, END] = ['<!-- bench: begin -->', '<!-- bench: end -->'];

/**
 * Puts the tables between the two marks of a Markdown file, beside those of other numbers of runs that stand
 * there; the rest of it stays.
 * @throws if the file does not hold both marks
 */
export async function writeTables(file: string, tables: string): Promise<void> {
  const text = readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${file} holds no ${BEGIN} … ${END}`);
  const byRuns = new Map([...tablesIn(text.slice(from + BEGIN.length, to)), ...tablesIn(tables)]);
  const all = [...byRuns].toSorted(([a], [b]) => a - b).map(([, table]) => table.trim());
  const next = `${text.slice(0, from)}${BEGIN}\n\n${all.join('\n\n')}\n\n${text.slice(to)}`;
  writeFileSync(file, await format(next, { parser: 'markdown', printWidth: 100 }));
}

/** Each table below its heading, by the number of runs that this names. */
function tablesIn(text: string): [runs: number, table: string][] {
  const parts = text.split(/^(?=### [\d,]+ runs$)/m);
  return parts.flatMap((part): [number, string][] => {
    const runs = /^### ([\d,]+) runs$/m.exec(part)?.[1]?.replaceAll(',', '');
    return runs === undefined ? [] : [[Number(runs), part]];
  });
}
