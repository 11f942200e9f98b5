import { implement } from '@orpc/server'
import { type RunnerResult, runnerContract, type RunRunnersRequest } from '@runners/contracts'
import { missingOf, type Outcome, REGION, runCheck, runnerNames } from './runners.js'

const v2 = implement(runnerContract)

/** The recorded runner, written for v2 alone. */
export const v2Runner = v2.router({
  execute: v2.execute.handler(async ({ input: { runId, runners }, errors }) => {
    const missingRunners = missingOf(runners.map(({ name }) => name))
    if (missingRunners.length > 0) {
      throw errors.RUNNER_NOT_FOUND({ data: { missingRunners, availableRunners: [...runnerNames] } })
    }
    return { runId, region: REGION, results: await Promise.all(runners.map(execute)) }
  }),
  executeStream: v2.executeStream.handler(async function* ({ input: { runId, runners } }) {
    yield { type: 'started', runId, region: REGION, total: runners.length }
    throw new Error('nobody streamed when the traffic was recorded')
  }),
  info: v2.info.handler(() => ({
    runners: runnerNames.map((name) => ({ name })),
    region: REGION,
    contractVersions: ['1.0.0', '2.0.0'],
  })),
})

const execute = async ({ name, input }: RunRunnersRequest['runners'][number]): Promise<RunnerResult> =>
  toResult(await runCheck(name, input))

const toResult = (outcome: Outcome): RunnerResult =>
  'thrown' in outcome
    ? { name: 'unknown', status: 'error', error: thrown(outcome.thrown), durationMs: outcome.durationMs }
    : { name: outcome.name, status: 'pass', details: { ...outcome.details }, durationMs: outcome.durationMs }

const thrown = (message: string) => ({ code: 'THROWN', message, retryable: false })
