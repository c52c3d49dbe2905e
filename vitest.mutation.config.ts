import { defineConfig } from 'vitest/config';

/** Tests that start processes, or ask all of them at once, are too slow to be run for every mutant. */
const SLOW = ['along', 'cli', 'hostile', 'privacy', 'redaction/planted', 'reports-cli', 'watch'];

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: ['tests/fuzz/seed.ts', 'tests/scratch.ts'],
    include: ['tests/{contracts,ingest,model,publish}/**/*.test.ts'],
    // One test of the documentation reads the sources, which a mutant changes.
    exclude: [...SLOW, 'ingest-docs'].map((name) => `tests/ingest/${name}.test.ts`),
  },
});
