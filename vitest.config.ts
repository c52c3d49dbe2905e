import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { NoSkips } from './tests/no-skips.ts';

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: ['tests/fuzz/seed.ts', 'tests/scratch.ts'],
    include: ['tests/**/*.test.ts'],
    // All cores: who runs the tests waits for them.
    maxWorkers: availableParallelism(),
    // A test may build a whole site or start a browser.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', 'json', new NoSkips()],
    outputFile: { json: 'reports/vitest.json' },
  },
});
