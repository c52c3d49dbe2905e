import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/longest-first.ts';
import { NoSkips } from './tests/no-skips.ts';

/** Tests that put other modules or another environment in place, each in a process of its own. */
const ALONE = ['companion-server', 'editions'].map((name) => `tests/${name}.test.ts`);

// Scripts that tests start compile what the first of them compiled no second time.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, '.cache/compiled');

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: ['tests/fuzz/seed.ts', 'tests/scratch.ts'],
    projects: [
      { extends: true, test: { name: 'alone', include: ALONE } },
      {
        extends: true,
        // One process for many files: starting one for each would take a third of all time.
        test: { name: 'together', include: ['tests/**/*.test.ts'], exclude: ALONE, isolate: false },
      },
    ],
    // One more than cores: some always wait for a browser or a disk. On two it takes a tenth less time.
    maxWorkers: availableParallelism() + 1,
    // A test may build a whole site or start a browser, beside others that do.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', 'json', new NoSkips()],
    outputFile: { json: 'reports/vitest.json' },
  },
});
