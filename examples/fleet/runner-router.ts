import { implement, type ORPCErrorConstructorMap } from '@orpc/server'
import { type ExecuteEvent, type RunnerResult, runnerContract, type RunRunnersRequest } from '@runners/contracts'
import type { Checks } from './check.js'
import { countResults } from './counts.js'
import { startExecution } from './execution.js'
import { TimeLimitReached } from './limited-signal.js'
import { refuseUnknown } from './refusal.js'
import { createRemembered } from './remembered.js'

/** What a request was answered, or will be: its results come one by one. */
interface Execution {
  readonly runId: string
  readonly results: readonly Promise<RunnerResult>[]
}

const v2 = implement(runnerContract)

type Errors = ORPCErrorConstructorMap<(typeof runnerContract)['execute']['~orpc']['errorMap']>

/** What a runner is, whatever it speaks. */
export interface RunnerMakeup {
  readonly region: string
  readonly checks: Checks
  readonly contractVersions: readonly string[]
}

/** A runner of v2 alone: older callers are its handler's affair. */
export function createRunnerRouter({ region, checks, contractVersions }: RunnerMakeup) {
  const remembered = createRemembered<Execution>()

  const executionOf = (request: RunRunnersRequest, signal: AbortSignal | undefined, errors: Errors): Execution => {
    refuseUnknown(request.runners, checks, errors)
    const { runId, idempotencyKey } = request
    if (idempotencyKey === undefined) return { runId, results: startExecution(request, checks, signal) }
    // others may share this execution: the first caller's going away must not end it
    return remembered(idempotencyKey, () => ({ runId, results: startExecution(request, checks, undefined) }))
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
