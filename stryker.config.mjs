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
  // a mutant that is there once for all tests would need all of them to run again
  ignoreStatic: true,
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
