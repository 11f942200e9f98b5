import { ORPCError } from '@orpc/client'
import type { Job, RunRequest, RunRunnersRequest, RunState } from '@runners/contracts'
import pLimit from 'p-limit'
import type { Fleet } from './fleet.js'
import { limitedSignal, TimeLimitReached } from './limited-signal.js'
import { type Run, withJob } from './run.js'
import type { Watched } from './watched.js'

/** Where a request does not say. */
const DEFAULT_CONCURRENCY = 4
const DEFAULT_TIMEOUT_MS = 10_000

type Target = RunRequest['runners'][number]

/** What a job needs to know of its run. */
interface Around {
  readonly fleet: Fleet
  readonly signal: AbortSignal
  readonly change: (index: number, change: Partial<Job>) => void
  readonly runId: string
  /** What the job at `index` asks of its runner because its run was asked for it. */
  readonly demands: (index: number) => Pick<RunRunnersRequest, 'timeoutMs' | 'idempotencyKey'>
}

/** Runs the jobs of a run, so many at once, to their end or to the end of its time: runners may have no limit of their own. */
export async function runJobs(run: Watched<Run>, request: RunRequest, fleet: Fleet, cancelled: AbortSignal): Promise<void> {
  const { runners, concurrency = DEFAULT_CONCURRENCY, timeoutMs = DEFAULT_TIMEOUT_MS } = request
  const { signal, clear } = limitedSignal(timeoutMs, cancelled)
  const limit = pLimit(concurrency)
  const around: Around = {
    fleet,
    signal,
    change: (index, change) => run.set(withJob(run.get(), index, change)),
    runId: run.get().runId,
    demands: demandsOf(run.get().runId, request),
  }
  await Promise.all(runners.map((target, index) => limit(() => runJob(target, index, around))))
  clear()
}

/** A run without a limit or a key of its own leaves its jobs free to go to a runner that knows neither. */
function demandsOf(runId: string, { timeoutMs, idempotencyKey }: RunRequest): Around['demands'] {
  const startedAt = performance.now()
  const remainingMs = (limitMs: number) => Math.max(1, Math.ceil(startedAt + limitMs - performance.now()))
  return (index) => ({
    ...(timeoutMs !== undefined && { timeoutMs: remainingMs(timeoutMs) }),
    ...(idempotencyKey !== undefined && { idempotencyKey: `${runId}/${index}` }),
  })
}

async function runJob(target: Target, index: number, around: Around): Promise<void> {
  const { signal, change } = around
  if (signal.aborted) return change(index, { state: stoppedState(signal), error: 'it was not its turn before the run ended' })
  change(index, { state: 'running' })
  const losses: Job['losses'] = []
  try {
    const { region = target.region, results } = await callRunner(target, index, around, losses)
    change(index, { state: 'completed', region, results, losses })
  } catch (error) {
    change(index, { state: failedState(error, signal), error: (error as Error).message, losses })
  }
}

/** Losses and the version spoken are written down as they are told. */
function callRunner({ name, region, input }: Target, index: number, around: Around, losses: Job['losses']) {
  const { fleet, signal, change, runId, demands } = around
  return fleet.execute({ runId, region, runners: [{ name, input }], ...demands(index) }, {
    signal,
    context: {
      // executing twice does no harm here, and a runner without time limits is cut off by the run's own
      losses: 'report',
      onLoss: ({ path, reason }) => losses.push({ path, reason }),
      onAgreement: ({ version }) => change(index, { contractVersion: version }),
    },
  })
}

const stoppedState = (signal: AbortSignal): RunState => (signal.reason instanceof TimeLimitReached ? 'timed_out' : 'cancelled')

function failedState(error: unknown, signal: AbortSignal): RunState {
  if (signal.aborted) return stoppedState(signal)
  return error instanceof ORPCError && error.code === 'EXECUTION_TIMED_OUT' ? 'timed_out' : 'failed'
}
