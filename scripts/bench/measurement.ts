import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FILES_OF_A_RUN, worthwhileWorkers } from '../workers.ts';
import { changes } from './changes.ts';
import { writePlainAstro } from './plain-astro.ts';
import { measured, type Usage } from './process-tree.ts';
import { addRuns, copyProject, scriptOf } from './project-copy.ts';
import { floorOf, pack, type Size } from './site-floor.ts';

const BUILD = scriptOf('build');

/** What was used, in seconds and MiB. */
export type Cost = Omit<Usage, 'stdout'>;

/** A build and, in the same round, the floor of the same bytes. */
export interface Built extends Size {
  readonly build: Cost;
  readonly floor: Cost;
}

/** Everything measured with one number of runs, one entry a round. */
export interface Measurement {
  readonly runs: number;
  readonly cold: readonly Built[];
  /** The same by one process, where several share a cold build. */
  readonly alone: readonly Cost[];
  readonly plain: readonly Built[];
  readonly changes: readonly {
    readonly name: string;
    readonly change: readonly Cost[];
    readonly build: readonly Cost[];
  }[];
}

/** What is to be measured. */
export interface Plan {
  readonly runs: number;
  readonly times: number;
  readonly plain: boolean;
  /** Whether a cold build that several processes share is measured by one as well. */
  readonly alone: boolean;
  /** Which changes, by name; all of them where none is named. */
  readonly changes?: readonly string[] | undefined;
  readonly scratch: string;
  readonly say: (what: string) => void;
}

/**
 * Measures in rounds: a cold build in a fresh copy, the floor of what it wrote, the same build by one
 * process where several shared it, and the plain project. Then, in the last copy, each change and the build after it.
 * @throws if a build fails, or does not show a change
 */
export async function measure(plan: Plan): Promise<Measurement> {
  const { runs, times, scratch, say } = plan;
  const project = join(scratch, 'project');
  const shared = plan.alone && worthwhileWorkers(FILES_OF_A_RUN * runs) > 1;
  const cold: Built[] = [];
  const alone: Cost[] = [];
  const plain: Built[] = [];
  for (let round = 0; round < times; round += 1) {
    rmSync(project, { recursive: true, force: true });
    copyProject(project);
    await addRuns(project, { runs });
    cold.push(await withFloor(project, BUILD, plan));
    say(`cold build ${round + 1} of ${times}: ${shown(cold.at(-1)?.build)}`);
    if (shared) {
      const args = [...BUILD, '--clean', '--workers', '1'];
      alone.push(cost(await measured(process.execPath, args, { cwd: project })));
      say(`cold build by one process: ${shown(alone.at(-1))}`);
    }
    if (plan.plain) plain.push(await plainBuild(project, plan));
  }
  const wanted = changes(runs).filter(({ name }) => plan.changes?.includes(name) ?? true);
  const after: { name: string; change: Cost[]; build: Cost[] }[] = [];
  for (const { name, make } of wanted) {
    const found = { name, change: [] as Cost[], build: [] as Cost[] };
    for (let round = 0; round < times; round += 1) {
      const { usage, proof } = await make(project, round);
      if (usage !== undefined) found.change.push(cost(usage));
      found.build.push(cost(await measured(process.execPath, BUILD, { cwd: project })));
      if (proof !== undefined) demand(join(project, 'dist', proof.file), proof.text, name);
    }
    say(`${name}: ${shown(found.build.at(-1))}`);
    after.push(found);
  }
  rmSync(project, { recursive: true, force: true });
  return { runs, cold, alone, plain, changes: after };
}

async function plainBuild(project: string, plan: Plan): Promise<Built> {
  const folder = join(plan.scratch, 'plain');
  rmSync(folder, { recursive: true, force: true });
  writePlainAstro(folder, join(project, 'content/runs'));
  const built = await withFloor(folder, ['node_modules/.bin/astro', 'build'], plan);
  rmSync(folder, { recursive: true, force: true });
  plan.say(`plain Astro: ${shown(built.build)}`);
  return built;
}

async function withFloor(
  project: string,
  args: readonly string[],
  { scratch }: Plan,
): Promise<Built> {
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' };
  const build = cost(await measured(process.execPath, args, { cwd: project, env }));
  const packed = join(scratch, 'site.pack');
  mkdirSync(scratch, { recursive: true });
  const size = pack(join(project, 'dist'), packed);
  const floor = cost(await floorOf(packed, scratch));
  for (const file of [packed, `${packed}.json`]) rmSync(file);
  return { ...size, build, floor };
}

/** A build that does not show what was changed is not fast but wrong. */
function demand(file: string, text: string, change: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8').includes(text)) return;
  throw new Error(`After "${change}" the build does not show it: no ${text} in ${file}`);
}

function cost({ cpuSeconds, wallSeconds, peakMiB, peakTreeMiB }: Usage): Cost {
  return { cpuSeconds, wallSeconds, peakMiB, peakTreeMiB };
}

function shown(used: Cost | undefined): string {
  if (used === undefined) return 'nothing';
  const { cpuSeconds, wallSeconds, peakTreeMiB } = used;
  return `${cpuSeconds.toFixed(1)} s CPU, ${wallSeconds.toFixed(1)} s, ${peakTreeMiB.toFixed(0)} MiB`;
}
