import { implement } from '@orpc/server'
import { runnerContract as contractV1 } from '@runners/contracts/v1'
import { runnerContract as contractV2 } from '@runners/contracts/v2'
import { resultV1, resultV2 } from './payloads.mjs'

const v1 = implement(contractV1)
const v2 = implement(contractV2)

/** v1 implemented natively: what there would be without versioning. */
export const routerV1 = v1.router({
  execute: v1.execute.handler(({ input }) => ({
    region: 'eu-west-1',
    ...(input.runId !== undefined && { runId: input.runId }),
    results: input.runners.map((runner, index) => resultV1(typeof runner === 'string' ? { name: runner } : runner, index)),
  })),
  info: v1.info.handler(() => ({ runners: ['pageTitle'], count: 1, region: 'eu-west-1' })),
})

/** The latest version, which the handler serves older callers from. */
export const routerV2 = v2.router({
  execute: v2.execute.handler(({ input }) => ({ region: 'eu-west-1', runId: input.runId, results: input.runners.map(resultV2) })),
  executeStream: v2.executeStream.handler(async function* ({ input }) {
    yield { type: 'started', runId: input.runId, total: input.runners.length }
    yield { type: 'done', runId: input.runId, summary: { total: input.runners.length, passed: 0, failed: 0, errored: 0 } }
  }),
  info: v2.info.handler(() => ({ runners: [{ name: 'pageTitle' }], region: 'eu-west-1', contractVersions: ['1.0.0', '2.0.0'] })),
})
