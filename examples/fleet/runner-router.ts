import { implement, type ORPCErrorConstructorMap } from '@orpc/server'
import { type ExecuteEvent, runnerContract, type RunRunnersRequest } from '@runners/contracts'
import type { AnswerFile } from './answer-file.js'
import type { Checks } from './check.js'
import { countResults } from './counts.js'
import { startExecution } from './execution.js'
import { createKeyedExecution, type Execution } from './keyed-execution.js'
import { TimeLimitReached } from './limited-signal.js'
import { refuseUnknown } from './refusal.js'

const v2 = implement(runnerContract)

type Errors = ORPCErrorConstructorMap<(typeof runnerContract)['execute']['~orpc']['errorMap']>

/** What a runner is, whatever it speaks. */
export interface RunnerMakeup {
  readonly region: string
  readonly checks: Checks
  readonly contractVersions: readonly string[]
  /** Where answers by idempotency key outlive the process; without it they end with it. */
  readonly answers?: AnswerFile
}

/** A runner of v2 alone: older callers are its handler's affair. */
export function createRunnerRouter({ region, checks, contractVersions, answers }: RunnerMakeup) {
  const keyed = createKeyedExecution(answers)

  const executionOf = (request: RunRunnersRequest, signal: AbortSignal | undefined, errors: Errors): Execution => {
    refuseUnknown(request.runners, checks, errors)
    const { runId, idempotencyKey } = request
    if (idempotencyKey === undefined) return { runId, results: startExecution(request, checks, signal) }
    // others may share this execution: the first caller's going away must not end it
    return keyed(idempotencyKey, () => ({ runId, results: startExecution(request, checks, undefined) }))
  }

  return v2.router({
    execute: v2.execute.handler(async ({ input, signal, errors }) => {
      const { runId, results } = executionOf(input, signal, errors)
      return { runId, region, results: await Promise.all(results).catch(typed(errors)) }
    }),
    // not a generator itself: what refuses the request must be its answer, not an event
    executeStream: v2.executeStream.handler(({ input, signal, errors }) =>
      eventsOf(executionOf(input, signal, errors), region, typed(errors)),
    ),
    info: v2.info.handler(() => ({ runners: descriptions(checks), region, contractVersions: [...contractVersions] })),
  })
}

async function* eventsOf({ runId, results }: Execution, region: string, typedError: (error: unknown) => never): AsyncGenerator<ExecuteEvent, void> {
  yield { type: 'started', runId, region, total: results.length }
  for (const [index, result] of results.entries()) {
    yield { type: 'result', index, result: await result.catch(typedError) }
  }
  yield { type: 'done', runId, summary: countResults(await Promise.all(results)) }
}

/** The request's own limit, as the contract has it. */
const typed = (errors: Errors) => (error: unknown): never => {
  if (error instanceof TimeLimitReached) throw errors.EXECUTION_TIMED_OUT({ data: { timeoutMs: error.timeoutMs } })
  throw error
}

const descriptions = (checks: Checks) => [...checks].map(([name, { description, inputSchema }]) => ({ name, description, inputSchema }))
