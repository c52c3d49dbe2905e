import { env } from 'node:process';
import type { Reporter, TestModule } from 'vitest/node';

/** Where CI runs the tests, one that was left out is a failure: nobody reads why there. */
export class NoSkips implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (env['CI'] === undefined || env['CI'] === '') return;
    const skipped = modules.flatMap((module) =>
      [...module.children.allTests()]
        .filter((test) => test.result().state === 'skipped')
        .map((test) => `${module.relativeModuleId}: ${test.fullName}`),
    );
    for (const name of skipped) console.error(`Skipped, which CI does not allow: ${name}`);
    if (skipped.length > 0) process.exitCode = 1;
  }
}
