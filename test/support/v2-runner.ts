import { implement } from '@orpc/server'
import { type RunnerResult, runnerContract, type RunRunnersRequest } from '@runners/contracts'

const echo = ({ name, input }: RunRunnersRequest['runners'][number]): RunnerResult =>
  name === 'fails'
    ? { name, status: 'fail', error: { code: 'TITLE_MISSING', message: 'no title', retryable: true } }
    : { name, status: 'pass', details: input }

/** An implementation of the latest runner contract: echoes each input, knows no runner named `nope`. Keeps what it executed and which streams were stopped early. */
export function v2Runner() {
  const executed: RunRunnersRequest[] = []
  const stopped: string[] = []
  const os = implement(runnerContract)
  const router = os.router({
    execute: os.execute.handler(({ input, errors }) => {
      executed.push(input)
      if (input.runners.some(({ name }) => name === 'nope')) {
        throw errors.RUNNER_NOT_FOUND({ data: { missingRunners: ['nope'], availableRunners: ['echo', 'fails'] } })
      }
      if (input.runners.some(({ name }) => name === 'slow')) throw errors.EXECUTION_TIMED_OUT({ data: { timeoutMs: 50 } })
      if (input.runners.some(({ name }) => name === 'breaks')) throw new Error('a defect of the implementation')
      return { runId: input.runId, region: 'eu-west-1', results: input.runners.map(echo) }
    }),
    executeStream: os.executeStream.handler(async function* ({ input }) {
      let done = false
      try {
        yield { type: 'started', runId: input.runId, region: 'eu-west-1', total: input.runners.length }
        for (const [index, runner] of input.runners.entries()) yield { type: 'result', index, result: echo(runner) }
        yield { type: 'done', runId: input.runId, summary: { total: input.runners.length, passed: input.runners.length, failed: 0, errored: 0 } }
        done = true
      } finally {
        if (!done) stopped.push(input.runId)
      }
    }),
    info: os.info.handler(() => ({
      runners: [{ name: 'echo', description: 'Gives its input back.' }, { name: 'fails' }],
      region: 'eu-west-1',
      contractVersions: ['1.0.0', '2.0.0'],
    })),
  })
  return { router, executed, stopped }
}
