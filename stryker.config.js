/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: ['src/model/**/*.ts', 'src/ingest/**/*.ts', 'src/publish/**/*.ts'],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  coverageAnalysis: 'perTest',
  // What a module computes as it is loaded would need a new process for each mutant.
  ignoreStatic: true,
  reporters: ['clear-text', 'json', 'html'],
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  incrementalFile: 'reports/mutation/incremental.json',
  tempDirName: '.cache/stryker',
  ignorePatterns: ['/dist', '/shards', '/reports', '/.cache', '/.dist-*'],
  thresholds: { high: 90, low: 80, break: 80 },
  // No checker looks at types, and what it would put into files of tests changes what they hold.
  disableTypeChecks: false,
  timeoutMS: 10_000,
  concurrency: 1,
};
