import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Asked, Ended } from './asked.ts';

const ROOT = join(import.meta.dirname, '../..');
/** As long as the longest test may take, in ms. */
const LIMIT = 600_000;

interface Place {
  /** Of a copy of the project, whose scripts do not change. */
  readonly root?: string;
  readonly cwd?: string;
  /** Variables beside those of the tests; one that is undefined is taken away. */
  readonly env?: Asked['env'];
}

let ask: ((asked: Asked) => Ended) | undefined;

/**
 * Runs a script of the project with the output, status and files that it has in a process of its own, in one
 * that has loaded it before: most of what a short run costs is loading. With FAULTLINE_COLD=1 each has its own.
 * @param name within `scripts/`, without its ending
 */
export function script(name: string, args: readonly string[], place: Place = {}): Ended {
  if (process.env['FAULTLINE_COLD'] === '1') return scriptAlone(name, args, place);
  ask ??= hosted();
  return ask(asked(name, args, place));
}

/** The same in a process of its own. */
export function scriptAlone(name: string, args: readonly string[], place: Place = {}): Ended {
  const { file, cwd, env } = asked(name, args, place);
  const options = { cwd, env, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], options);
  return { status, stdout, stderr };
}

function asked(
  name: string,
  args: readonly string[],
  { root = ROOT, cwd = root, env = {} }: Place,
): Asked {
  const all = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env };
  return { file: join(root, `scripts/${name}.ts`), args, cwd, env: all };
}

/** Waits as `spawnSync` does: a thread of its own talks to the host meanwhile. */
function hosted(): (asked: Asked) => Ended {
  const { port1: mine, port2: port } = new MessageChannel();
  const answered = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  new Worker(new URL('relay.ts', import.meta.url), {
    workerData: { port, answered },
    transferList: [port],
  }).unref();
  mine.unref();
  return (asked) => {
    Atomics.store(answered, 0, 0);
    mine.postMessage(asked);
    if (Atomics.wait(answered, 0, 0, LIMIT) === 'timed-out') {
      throw new Error(`${asked.file} has not ended after ${LIMIT / 1000} s`);
    }
    return (receiveMessageOnPort(mine) as { message: Ended }).message;
  };
}
