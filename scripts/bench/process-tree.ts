import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What a command and all processes that it started have used. */
export interface Usage {
  /** User and system, of every process that was waited for. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** The high-water mark of the largest process, in MiB. */
  readonly peakMiB: number;
  /** The largest sum over all processes at one time, in MiB; memory that they share counts in each. */
  readonly peakTreeMiB: number;
  readonly stdout: string;
}

interface ProcessState {
  readonly pid: number;
  readonly parent: number;
  readonly residentMiB: number;
  readonly peakMiB: number;
}

/** Clock ticks a second in /proc: 100 on every Linux that Node runs on. */
const TICKS = 100;
const SAMPLE_MS = 50;

/**
 * Runs a command to its end. CPU time is what the kernel adds to this process for children that ended
 * (`cutime` and `cstime` of proc(5)), so only one command may run at a time; memory is sampled.
 * @throws if it cannot be started or fails, with what it printed
 */
export async function measured(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<Usage> {
  const cpuBefore = childrenSeconds();
  const begin = performance.now();
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  let [peakMiB, peakTreeMiB] = [0, 0];
  const sample = () => {
    const tree = child.pid === undefined ? [] : treeOf(child.pid);
    peakMiB = Math.max(peakMiB, ...tree.map((one) => one.peakMiB));
    peakTreeMiB = Math.max(
      peakTreeMiB,
      tree.reduce((sum, one) => sum + one.residentMiB, 0),
    );
  };
  const timer = setInterval(sample, SAMPLE_MS);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
    });
    if (code !== 0) {
      const said = `${output.stdout}${output.stderr}`.slice(-4000);
      throw new Error(`${[command, ...args].join(' ')} ended with ${code ?? 'a signal'}:\n${said}`);
    }
  } finally {
    clearInterval(timer);
  }
  return {
    cpuSeconds: childrenSeconds() - cpuBefore,
    wallSeconds: (performance.now() - begin) / 1000,
    peakMiB,
    peakTreeMiB,
    stdout: output.stdout,
  };
}

/** CPU seconds of all children of this process that have ended, and of theirs. */
function childrenSeconds(): number {
  const fields = statFields('self');
  return (Number(fields[13]) + Number(fields[14])) / TICKS;
}

/** CPU seconds that a running process has used itself. */
export function ownSeconds(pid: number | 'self' = 'self'): number {
  const fields = statFields(String(pid));
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** The fields of /proc/…/stat from the third on: the second, a name, may hold spaces and brackets. */
function statFields(pid: string): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function treeOf(root: number): ProcessState[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => processState(pid) ?? []);
  const tree = new Set([root]);
  for (let size = 0; size < tree.size;) {
    size = tree.size;
    for (const { pid, parent } of all) if (tree.has(parent)) tree.add(pid);
  }
  return all.filter(({ pid }) => tree.has(pid));
}

/** Undefined where the process has ended meanwhile. */
function processState(pid: string): ProcessState | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const number = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return {
      pid: Number(pid),
      parent: number('PPid'),
      residentMiB: number('VmRSS') / 1024,
      peakMiB: number('VmHWM') / 1024,
    };
  } catch {
    return undefined;
  }
}
