/**
 * Loaded before a script (`node --import`), breaks one call of the file system as FAULT says, so that a
 * test need not wait for the moment. `syncBuiltinESMExports` lets every import see it.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** Which call breaks, and how: the process dies before or after it, or it throws an error with that code. */
export interface Fault {
  readonly call: 'renameSync' | 'rmSync' | 'writeFileSync' | 'write';
  /** Counted from 1 among the calls whose path matches. */
  readonly nth: number;
  readonly path?: string;
  readonly then: 'die-before' | 'die-after' | 'EROFS' | 'ENOSPC' | 'EACCES';
}

const { FAULT } = process.env;
if (FAULT !== undefined) breakCall(JSON.parse(FAULT) as Fault);

function breakCall({ call, nth, path = '', then }: Fault): void {
  const original = fs[call] as (...args: unknown[]) => unknown;
  let count = 0;
  const broken = (...args: unknown[]): unknown => {
    if (!new RegExp(path).test(String(args[0]))) return original(...args);
    count += 1;
    if (count !== nth) return original(...args);
    if (then === 'die-before') process.kill(process.pid, 'SIGKILL');
    if (then === 'die-after') {
      original(...args);
      process.kill(process.pid, 'SIGKILL');
    }
    const error = new Error(`${then}: injected, ${call} '${String(args[0])}'`);
    Object.assign(error, { code: then, syscall: call });
    const callback = args.at(-1);
    if (typeof callback !== 'function') throw Object.assign(error, { path: args[0] });
    process.nextTick(callback, error);
    return undefined;
  };
  Object.assign(fs, { [call]: broken });
  syncBuiltinESMExports();
}
