import type { Asked, Ended } from './asked.ts';

type Listener = (given: unknown) => unknown;

/** The events of the process to which scripts listen. */
const EVENTS = ['exit', 'uncaughtException', 'unhandledRejection', 'SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs something with the arguments, the folder and the environment of a script, and keeps what it says.
 * @param act gives the status with which it ends
 */
export async function withWorldOf(
  { file, args, cwd, env }: Asked,
  act: () => Promise<number>,
): Promise<Ended> {
  process.argv = [process.execPath, file, ...args];
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) {
    if (env[name] === undefined) Reflect.deleteProperty(process.env, name);
  }
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined) process.env[name] = value;
  }
  process.exitCode = undefined;
  const [stdout, stderr] = [listenTo(process.stdout), listenTo(process.stderr)];
  const status = await act();
  process.exitCode = undefined;
  return { status, stdout: stdout(), stderr: stderr() };
}

/** Takes what is written to a stream of this process. The result gives the stream back, and the text. */
function listenTo(stream: NodeJS.WriteStream): () => string {
  const parts: string[] = [];
  const write = (part: string | Uint8Array, ...rest: unknown[]) => {
    parts.push(typeof part === 'string' ? part : Buffer.from(part).toString());
    const done = rest.at(-1) as (() => void) | undefined;
    if (typeof done === 'function') queueMicrotask(done);
    return true;
  };
  Object.assign(stream, { write });
  return () => {
    // What lies below is the method of every stream.
    Reflect.deleteProperty(stream, 'write');
    return parts.join('');
  };
}

/**
 * Runs something that may listen to events of the process, and takes those listeners away when it is done.
 * @param act is told how to find its own listeners to an event
 */
export async function withListenersOfItsOwn<T>(
  act: (own: (event: string) => Listener[]) => Promise<T>,
): Promise<T> {
  const listeners = (event: string) => process.listeners(event as 'exit') as unknown as Listener[];
  const before = new Map(EVENTS.map((event) => [event, listeners(event)]));
  const own = (event: string) =>
    listeners(event).filter((one) => before.get(event)?.includes(one) !== true);
  try {
    return await act(own);
  } finally {
    for (const event of EVENTS) {
      for (const listener of own(event)) process.removeListener(event, listener);
    }
  }
}
