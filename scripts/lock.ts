import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Who holds a lock. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** What tells this process from a later one with the same number; unknown where the system does not say. */
  readonly birth?: string | undefined;
}

/**
 * Takes a lock: a file that appears whole or not at all, and names who holds it. One whose process is gone
 * counts for nothing. It is given back when this process ends; after a kill the next one takes it away.
 * @returns who holds it, if somebody else does
 * @throws if the file cannot be written
 */
export function takeLock(file: string): Holder | undefined {
  const mine = `${JSON.stringify(holderOf(process.pid))}\n`;
  const holder = hold(file, mine);
  if (holder !== undefined) return holder;
  process.once('exit', () => {
    if (textOf(file) === mine) rmSync(file, { force: true });
  });
  return undefined;
}

/** Makes the file, in the place of one that names nobody; or says whom it names. */
function hold(file: string, mine: string): Holder | undefined {
  for (;;) {
    if (create(file, mine)) return undefined;
    const theirs = textOf(file);
    if (theirs === undefined) continue;
    const holder = parseHolder(theirs);
    if (holder !== undefined && isRunning(holder)) return holder;
    const other = takeAway(file, theirs, mine);
    if (other !== undefined) return other;
  }
}

/** Makes a file with that text; false if there is one. */
function create(file: string, text: string): boolean {
  const own = `${file}-${process.pid}`;
  writeFileSync(own, text);
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    // A file system without hard links.
    return createPlainly(file, text);
  } finally {
    rmSync(own, { force: true });
  }
}

function createPlainly(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * Removes a lock that nobody holds. Only who holds a lock for this may do so: between a look at the file and
 * its removal, another could otherwise remove it and take it.
 * @returns who else is about to
 */
function takeAway(file: string, text: string, mine: string): Holder | undefined {
  const removal = `${file}-removal`;
  const other = hold(removal, mine);
  if (other !== undefined) return other;
  try {
    if (textOf(file) === text) rmSync(file);
  } finally {
    rmSync(removal, { force: true });
  }
  return undefined;
}

function holderOf(pid: number): Holder {
  return { pid, host: hostname(), birth: birthOf(pid) };
}

function parseHolder(text: string): Holder | undefined {
  try {
    const { pid, host, birth } = JSON.parse(text) as Partial<Record<keyof Holder, unknown>>;
    if (typeof pid !== 'number' || !(pid > 0) || typeof host !== 'string') return undefined;
    return { pid, host, ...(typeof birth === 'string' && { birth }) };
  } catch {
    return undefined;
  }
}

/** Whether a process is there. Of another machine nothing is known, so it counts as being there. */
function isRunning({ pid, host, birth }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return !isCode(error, 'ESRCH');
  }
  return birth === undefined || birth === birthOf(pid);
}

/** The boot of the machine and the tick in it at which a process began (Linux: proc(5)). */
function birthOf(pid: number): string | undefined {
  const boot = textOf('/proc/sys/kernel/random/boot_id')?.trim();
  const ticks = textOf(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ')[19];
  return boot === undefined || ticks === undefined ? undefined : `${boot} ${ticks}`;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
