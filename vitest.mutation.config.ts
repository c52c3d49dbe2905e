import { defineConfig } from 'vitest/config';

/** The tests of what is mutated, but for those that start processes: each is run for many a mutant. */
export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: ['tests/fuzz/seed.ts', 'tests/scratch.ts'],
    include: ['tests/{contracts,ingest,model,publish}/**/*.test.ts'],
    exclude: ['tests/ingest/{along,cli,hostile,privacy,reports-cli,redaction/planted,watch}.test.ts'],
  },
});
