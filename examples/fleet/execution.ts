import type { RunnerError, RunnerResult, RunRunnersRequest } from '@runners/contracts'
import pLimit from 'p-limit'
import type { Checks, Finding } from './check.js'
import { limitedSignal, TimeLimitReached, whileNotAborted } from './limited-signal.js'

/** Checks of one request that run at once, at most. */
const CONCURRENCY = 4

type Call = RunRunnersRequest['runners'][number]

/**
 * Starts the checks of a request: a result for each, in its order.
 * All that have not ended reject with {@link TimeLimitReached} when the time of the request is up, or as `caller` is aborted.
 */
export function startExecution(
  { runId, runners, timeoutMs }: Pick<RunRunnersRequest, 'runId' | 'runners' | 'timeoutMs'>,
  checks: Checks,
  caller: AbortSignal | undefined,
): readonly Promise<RunnerResult>[] {
  const whole = limitedSignal(timeoutMs, caller)
  const limit = pLimit(CONCURRENCY)
  const results = runners.map((call) => limit(() => runCheck(call, { runId, checks, whole: whole.signal })))
  void Promise.allSettled(results).then(whole.clear)
  return results
}

interface InExecution {
  readonly runId: string
  readonly checks: Checks
  readonly whole: AbortSignal
}

async function runCheck({ name, input, timeoutMs }: Call, { runId, checks, whole }: InExecution): Promise<RunnerResult> {
  whole.throwIfAborted()
  const startedAt = performance.now()
  const own = limitedSignal(timeoutMs, whole)
  const durationMs = () => Math.round(performance.now() - startedAt)
  try {
    const finding = await whileNotAborted(checks.get(name)!.run(input, own.signal, { runId }), own.signal)
    return { ...found(finding), durationMs: durationMs() }
  } catch (error) {
    whole.throwIfAborted()
    return { name: 'unknown', status: 'error', error: causeOf(error), durationMs: durationMs() }
  } finally {
    own.clear()
  }
}

const found = ({ name, details, problem }: Finding): RunnerResult =>
  problem === undefined
    ? { name, status: 'pass', details: { ...details } }
    : { name, status: 'fail', details: { ...details }, error: { ...problem, retryable: false } }

function causeOf(error: unknown): RunnerError {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof TimeLimitReached) return { code: 'TIMED_OUT', message, retryable: true }
  return { code: 'THROWN', message, retryable: false }
}
