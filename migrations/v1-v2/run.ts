import { type LossRule, refuse } from '../../src/engine/define.js'
import type { Job as JobV1, RunState as RunStateV1, RunStatus as RunStatusV1 } from '../../versions/v1/index.js'
import type { Job as JobV2, JobCounts, RunState as RunStateV2, RunStatus as RunStatusV2 } from '../../versions/v2/index.js'
import { resultDown, resultLosses, resultUp } from './result.js'

const NOT_IN_A_PATH = /^\.{0,2}$|\p{Surrogate}/u

/** v1 takes any id. A run under one that no path can hold could be submitted, and never be read. */
export const runIdUp = (runId: string) =>
  NOT_IN_A_PATH.test(runId) ? refuse(`no path can hold the run id ${JSON.stringify(runId)}, and runs are read by path`) : runId

/** v1 ends a cancelled run as failed, so that a poller that waits for the end sees one. */
export const stateDown = (state: RunStateV2): RunStateV1 => (state === 'cancelled' ? 'failed' : state)

const LAST = Date.parse('9999-12-31T23:59:59.999Z')
const FIRST = Date.parse('0000-01-01T00:00:00.000Z')

const nearest = (date: Date) => Math.min(Math.max(date.getTime(), FIRST), LAST)

/** ISO 8601 ends with the year 9999; a JavaScript date does not. */
export const dateUp = (date: Date) => new Date(nearest(date)).toISOString()
export const dateDown = (date: string) => new Date(date)
const optionalUp = (date: Date | undefined) => (date === undefined ? undefined : dateUp(date))
const optionalDown = (date: string | undefined) => (date === undefined ? undefined : dateDown(date))
export { optionalDown as optionalDateDown, optionalUp as optionalDateUp }

/** What a date at `path` loses. */
export const dateLoss = (path: string): LossRule => ({
  path,
  reason: 'v2 has the years 0 to 9999: the nearest is sent',
  direction: 'up',
  when: (date: Date | undefined) => date !== undefined && nearest(date) !== date.getTime(),
})

/** v1 counts only ended jobs: what is left waits, or runs where the run does. */
const countsUp = ({ state, totalJobs, completedJobs, failedJobs }: RunStatusV1): JobCounts => {
  const left = Math.max(0, totalJobs - completedJobs - failedJobs)
  const running = state === 'running' ? left : 0
  return {
    total: totalJobs,
    queued: left - running,
    running,
    completed: completedJobs,
    failed: failedJobs,
    timedOut: 0,
    cancelled: 0,
  }
}

export const statusUp = (status: RunStatusV1): RunStatusV2 => ({
  runId: status.runId,
  state: status.state,
  jobs: countsUp(status),
  createdAt: dateUp(status.createdAt),
  updatedAt: dateUp(status.updatedAt),
})

export const statusDown = ({ runId, state, jobs, createdAt, updatedAt }: RunStatusV2): RunStatusV1 => ({
  runId,
  state: stateDown(state),
  totalJobs: jobs.total,
  completedJobs: jobs.completed,
  failedJobs: Math.min(jobs.failed + jobs.timedOut + jobs.cancelled, Number.MAX_SAFE_INTEGER),
  createdAt: dateDown(createdAt),
  updatedAt: dateDown(updatedAt),
})

const isRecounted = (count: keyof JobCounts) => (value: number, { whole }: { whole: RunStatusV2 }) =>
  countsUp(statusDown(whole))[count] !== value

export const statusLosses: readonly LossRule[] = [
  { path: 'state', reason: 'v1 has no cancelled: it reads failed', when: (state) => state === 'cancelled' },
  { path: 'jobs.queued', reason: 'v1 does not count jobs that wait', when: isRecounted('queued') },
  { path: 'jobs.running', reason: 'v1 does not count jobs under way', when: isRecounted('running') },
  { path: 'jobs.failed', reason: 'v1 counts timed out and cancelled jobs as failed', when: isRecounted('failed') },
  { path: 'jobs.timedOut', reason: 'v1 counts timed out jobs as failed', when: isRecounted('timedOut') },
  { path: 'jobs.cancelled', reason: 'v1 counts cancelled jobs as failed', when: isRecounted('cancelled') },
  dateLoss('createdAt'),
  dateLoss('updatedAt'),
]

export const jobUp = (job: JobV1): JobV2 => ({
  jobId: job.jobId,
  region: job.region,
  state: job.state,
  results: job.results.map(resultUp),
  error: job.error,
  startedAt: optionalUp(job.startedAt),
  completedAt: optionalUp(job.completedAt),
  durationMs: job.durationMs,
  losses: [],
})

export const jobDown = (job: JobV2): JobV1 => ({
  jobId: job.jobId,
  region: job.region,
  state: stateDown(job.state),
  results: job.results.map(resultDown),
  error: job.error,
  startedAt: optionalDown(job.startedAt),
  completedAt: optionalDown(job.completedAt),
  durationMs: job.durationMs,
})

/** What a list of jobs at `path` loses. */
export const jobLosses = (path: string): readonly LossRule[] => [
  { path: `${path}[].state`, reason: 'v1 has no cancelled: it reads failed', when: (state) => state === 'cancelled' },
  { path: `${path}[].contractVersion`, reason: 'v1 does not say how a runner was spoken to' },
  {
    path: `${path}[].losses`,
    reason: 'v1 does not say what was lost on the way to a runner',
    when: (losses: readonly unknown[]) => losses.length > 0,
  },
  ...resultLosses(`${path}[].results`),
  dateLoss(`${path}[].startedAt`),
  dateLoss(`${path}[].completedAt`),
]
