import { ORPCError } from '@orpc/client'
import type { Job, RunRequest, RunState } from '@runners/contracts'
import pLimit from 'p-limit'
import type { Fleet } from './fleet.js'
import { callRunner, type JobOf } from './job-call.js'
import { limitedSignal, TimeLimitReached } from './limited-signal.js'
import { isFinal, type Run, withJob } from './run.js'
import type { Watched } from './watched.js'

/** Where a request does not say. */
const DEFAULT_CONCURRENCY = 4
const DEFAULT_TIMEOUT_MS = 10_000

/** What a job needs to know of its run. */
interface Around {
  readonly run: Watched<Run>
  readonly fleet: Fleet
  readonly signal: AbortSignal
}

/**
 * Runs the jobs of a run that have not ended, so many at once, to their end or to the end of its time: runners may have no limit
 * of their own. The time begins when the run was made, by whatever process.
 */
export async function runJobs(run: Watched<Run>, request: RunRequest, fleet: Fleet, cancelled: AbortSignal): Promise<void> {
  const { runners, concurrency = DEFAULT_CONCURRENCY, timeoutMs = DEFAULT_TIMEOUT_MS } = request
  const { runId, jobs, createdAt } = run.get()
  const { signal, clear } = limitedSignal(timeoutMs, cancelled, Date.parse(createdAt))
  const limit = pLimit(concurrency)
  const demands = demandsOf(runId, createdAt, request)
  const open = runners.map((target, index) => ({ run, index, target })).filter(({ index }) => !isFinal(jobs[index]!.state))
  await Promise.all(open.map((job) => limit(() => runJob({ ...job, demands: demands(job.index) }, { run, fleet, signal }))))
  clear()
}

/** A run without a limit or a key of its own leaves its jobs free to go to a runner that knows neither. */
function demandsOf(runId: string, createdAt: string, { timeoutMs, idempotencyKey }: RunRequest): (index: number) => JobOf['demands'] {
  const remainingMs = (limitMs: number) => Math.max(1, Date.parse(createdAt) + limitMs - Date.now())
  return (index) => ({
    ...(timeoutMs !== undefined && { timeoutMs: remainingMs(timeoutMs) }),
    ...(idempotencyKey !== undefined && { idempotencyKey: `${runId}/${index}` }),
  })
}

async function runJob(job: JobOf, { run, fleet, signal }: Around): Promise<void> {
  const change = (changed: Partial<Job>) => run.set(withJob(run.get(), job.index, changed))
  if (signal.aborted) return change({ state: stoppedState(signal), error: 'it was not its turn before the run ended' })
  change({ state: 'running' })
  const losses: Job['losses'] = []
  try {
    const { region = job.target.region, results } = await callRunner(job, fleet, signal, losses)
    change({ state: 'completed', region, results, losses })
  } catch (error) {
    change({ state: failedState(error, signal), error: (error as Error).message, losses })
  }
}

const stoppedState = (signal: AbortSignal): RunState => (signal.reason instanceof TimeLimitReached ? 'timed_out' : 'cancelled')

function failedState(error: unknown, signal: AbortSignal): RunState {
  if (signal.aborted) return stoppedState(signal)
  return error instanceof ORPCError && error.code === 'EXECUTION_TIMED_OUT' ? 'timed_out' : 'failed'
}
