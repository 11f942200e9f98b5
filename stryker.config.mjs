/**
 * Mutation testing of what converts: `npm run mutation`, outside of `npm test`, since it takes hours. One file:
 * `npm run mutation -- --mutate src/engine/loss.ts`.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutation.config.ts' },
  mutate: ['src/engine/**/*.ts', 'migrations/**/*.ts', '!**/*.test.ts', '!**/*.test-d.ts'],
  coverageAnalysis: 'perTest',
  // registries are defined once for all tests of a file: what they are made with has to be broken, too
  ignoreStatic: false,
  concurrency: Number(process.env['MUTATION_CONCURRENCY'] ?? 2),
  // what neither code nor tests changed is not run again
  incremental: true,
  incrementalFile: 'reports/mutation-incremental.json',
  // laws on a slow machine
  timeoutMS: 30_000,
  thresholds: { high: 95, low: 90, break: 90 },
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  tempDirName: '.stryker-tmp',
}
