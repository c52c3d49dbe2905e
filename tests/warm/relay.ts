/** The thread that has a host run what a test asks for, and starts one where there is none. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { type MessagePort, workerData } from 'node:worker_threads';
import type { Answer, Asked, Ended } from './asked.ts';

/** Each site that a host makes leaves modules behind; one that has grown beyond this, in bytes, is done. */
const MEMORY = 1e9;

const { port, answered } = workerData as { port: MessagePort; answered: Int32Array };
let host: ChildProcess | undefined;

port.on('message', (asked: Asked) => {
  const running = (host ??= fork(join(import.meta.dirname, 'host.ts'), { execArgv: [] }));
  const answer = (ended: Ended) => {
    running.removeAllListeners();
    port.postMessage(ended);
    Atomics.store(answered, 0, 1);
    Atomics.notify(answered, 0);
  };
  running.once('message', ({ memory, ...ended }: Answer) => {
    answer(ended);
    if (memory < MEMORY) return;
    running.kill();
    host = undefined;
  });
  running.once('exit', (status) => {
    host = undefined;
    answer({ status, stdout: '', stderr: 'the process that ran it has ended' });
  });
  running.send(asked);
});
