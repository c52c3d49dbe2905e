/** The process in which scripts run one after the other, each as if it had the process to itself. */
import { registerHooks } from 'node:module';
import { setImmediate as turn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Answer, Asked, Ended } from './asked.ts';
import { withListenersOfItsOwn, withWorldOf } from './own-world.ts';

/** Thrown where a script ends its process. */
class Exit extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`ended with ${status}`);
    this.status = status;
  }
}

let runs = 0;

/** What keeps what it read when it was loaded: pages, and the module by which they know the site. */
const LOADED_ANEW = /\/\.prerender\/|\/src\/site\.ts$/;

registerHooks({
  resolve: (specifier, context, next) => {
    const found = next(specifier, context);
    return LOADED_ANEW.test(found.url) ? { ...found, url: `${found.url}?${runs}` } : found;
  },
});

const leave = process.exit.bind(process, 0);
process.on('disconnect', leave);
process.on('message', (asked: Asked) => {
  void run(asked).then((ended) => {
    const answer: Answer = { ...ended, memory: process.memoryUsage.rss() };
    process.send?.(answer);
  });
});

process.exit = (code) => {
  throw new Exit(Number(code ?? process.exitCode ?? 0));
};

async function run(asked: Asked): Promise<Ended> {
  runs += 1;
  return withWorldOf(asked, async () =>
    withListenersOfItsOwn(async (own) => {
      const exit = await exitOf(async () => {
        await import(`${pathToFileURL(asked.file).href}?${runs}`);
        await turn();
      });
      const status = exit?.status ?? (await afterFailure(exit, own('uncaughtException')));
      for (const listener of own('exit')) await exitOf(() => listener(status));
      return status;
    }),
  );
}

/** How an action ended, if it did not simply return: by an exit, or by what it threw. */
async function exitOf(
  act: () => unknown,
): Promise<{ readonly status?: number; readonly error: unknown } | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    return error instanceof Exit ? { status: error.status, error } : { error };
  }
}

/** The status of a script that came to its end, or threw what its listeners may make something of. */
async function afterFailure(
  failed: { readonly error: unknown } | undefined,
  listeners: readonly ((error: unknown) => unknown)[],
): Promise<number> {
  if (failed === undefined) return Number(process.exitCode ?? 0);
  if (listeners.length === 0) {
    console.error(failed.error);
    return 1;
  }
  for (const listener of listeners) {
    const exit = await exitOf(() => listener(failed.error));
    if (exit?.status !== undefined) return exit.status;
  }
  return Number(process.exitCode ?? 0);
}
