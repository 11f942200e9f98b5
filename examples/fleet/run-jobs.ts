import { ORPCError } from '@orpc/client'
import type { Job, RunRequest, RunState } from '@runners/contracts'
import type { RunnerClient } from '@runners/contracts/client'
import pLimit from 'p-limit'
import { limitedSignal, TimeLimitReached } from './limited-signal.js'
import { type Run, withJob } from './run.js'
import type { Watched } from './watched.js'

/** Where a request does not say. */
const DEFAULT_CONCURRENCY = 4
const DEFAULT_TIMEOUT_MS = 10_000

/** Clients of the runners by region, in the latest version whatever a runner speaks; the first serves jobs that name no region. */
export type Fleet = ReadonlyMap<string, RunnerClient>

type Target = RunRequest['runners'][number]

/** What a job needs to know of its run. */
interface Around {
  readonly fleet: Fleet
  readonly signal: AbortSignal
  readonly remainingMs: () => number
  readonly change: (index: number, change: Partial<Job>) => void
  readonly runId: string
}

/** Runs the jobs of a run, so many at once, to their end or to the end of its time: runners may have no limit of their own. */
export async function runJobs(run: Watched<Run>, request: RunRequest, fleet: Fleet, cancelled: AbortSignal): Promise<void> {
  const { runners, concurrency = DEFAULT_CONCURRENCY, timeoutMs = DEFAULT_TIMEOUT_MS } = request
  const deadline = performance.now() + timeoutMs
  const { signal, clear } = limitedSignal(timeoutMs, cancelled)
  const limit = pLimit(concurrency)
  const around: Around = {
    fleet,
    signal,
    remainingMs: () => Math.max(1, Math.ceil(deadline - performance.now())),
    change: (index, change) => run.set(withJob(run.get(), index, change)),
    runId: run.get().runId,
  }
  await Promise.all(runners.map((target, index) => limit(() => runJob(target, index, around))))
  clear()
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
async function callRunner({ name, region, input }: Target, index: number, { fleet, signal, remainingMs, change, runId }: Around, losses: Job['losses']) {
  const [[anyRegion] = []] = fleet
  const runner = fleet.get(region ?? anyRegion ?? '')
  if (runner === undefined) throw new Error(`there is no runner in ${region}: regions are ${[...fleet.keys()].join(', ')}`)
  const request = { runId, region, runners: [{ name, input }], timeoutMs: remainingMs(), idempotencyKey: `${runId}/${index}` }
  return runner.execute(request, {
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
