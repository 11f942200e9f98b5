import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { defineConfig } from 'vitest/config'
import { failedFiles } from './scripts/mutation/failed-files.mjs'
import { keptWorker } from './scripts/mutation/kept-worker.mjs'
import base from './vitest.config.js'

const slowest = ['/src/', '/migrations/', '.property.', '/test/']

/** A mutant needs no more tests once one has failed: those beside its file come first, the slow ones last. */
class LikeliestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const [mutated = ''] = this.ctx.config.related ?? []
    const beside = mutated.replace(/\.ts$/, '.test.ts')
    const rank = ({ moduleId }: TestSpecification) => (moduleId === beside ? -1 : slowest.findLastIndex((part) => moduleId.includes(part)))
    return files.toSorted((one, other) => rank(one) - rank(other))
  }
}

/** What mutation testing runs: the tests of what it mutates, without types, builds and servers. */
export default defineConfig({
  ...base,
  plugins: [keptWorker(), failedFiles()],
  test: {
    ...base.test,
    include: ['src/engine/**/*.test.ts', 'migrations/**/*.test.ts', 'test/{golden,laws,generic-registry}.test.ts'],
    sequence: { sequencer: LikeliestFirst },
    env: { LAW_RUNS: '40' },
    testTimeout: 20_000,
    typecheck: { enabled: false },
  },
})
