import type { Job, JobCounts, RunRequest, RunState, RunStatus, RunSummary } from '@runners/contracts'
import { countResults } from './counts.js'

/** A run as it stands; a change makes a new one. */
export interface Run {
  readonly runId: string
  readonly jobs: readonly Job[]
  /** ISO 8601, as in the contract. */
  readonly createdAt: string
  readonly updatedAt: string
  readonly completedAt?: string
  /** Where the jobs that were sent went, by their position. */
  readonly sent: Readonly<Record<number, Sent>>
}

/** The runner that a job was last sent to, by its URL, and how often the job was sent to any. */
export interface Sent {
  readonly to: string
  readonly times: number
}

const now = () => new Date().toISOString()

/** Whether a state is the last one. */
export const isFinal = (state: RunState): boolean => state !== 'queued' && state !== 'running'

/** A run of which nothing has started. */
export function newRun(runId: string, { runners }: RunRequest): Run {
  const createdAt = now()
  const jobs = runners.map(({ region }, index): Job => ({ jobId: `job-${index + 1}`, region, state: 'queued', results: [], losses: [] }))
  return { runId, jobs, createdAt, updatedAt: createdAt, sent: {} }
}

/** The run with one job changed; it is complete when its last job has ended. */
export function withJob(run: Run, index: number, change: Partial<Job>): Run {
  const jobs = run.jobs.map((job, at) => (at === index ? timed({ ...job, ...change }, job) : job))
  const updatedAt = now()
  return { ...run, jobs, updatedAt, ...(jobs.every(({ state }) => isFinal(state)) && { completedAt: updatedAt }) }
}

/** The run with one job on its way to a runner. */
export function sentTo(run: Run, index: number, to: string): Run {
  return { ...run, sent: { ...run.sent, [index]: { to, times: (run.sent[index]?.times ?? 0) + 1 } } }
}

function timed(job: Job, before: Job): Job {
  if (job.state === before.state) return job
  if (job.state === 'running') return { ...job, startedAt: now() }
  if (job.startedAt === undefined) return { ...job, completedAt: now() }
  const completedAt = now()
  return { ...job, completedAt, durationMs: Date.parse(completedAt) - Date.parse(job.startedAt) }
}

/** What most matters of its jobs is the state of a run: one that was cancelled, out of time or failed decides. */
export function stateOf({ jobs }: Run): RunState {
  const states = new Set(jobs.map(({ state }) => state))
  if ([...states].every((state) => state === 'queued')) return 'queued'
  if (states.has('queued') || states.has('running')) return 'running'
  const decisive: readonly RunState[] = ['cancelled', 'timed_out', 'failed']
  return decisive.find((state) => states.has(state)) ?? 'completed'
}

/** Whether nothing of it will change. */
export const isFinished = (run: Run): boolean => isFinal(stateOf(run))

/** The jobs that have ended. */
export const endedJobs = ({ jobs }: Run): readonly Job[] => jobs.filter(({ state }) => isFinal(state))

export function statusOf(run: Run): RunStatus {
  const { runId, createdAt, updatedAt } = run
  return { runId, state: stateOf(run), jobs: countsOf(run), createdAt, updatedAt }
}

export function summaryOf(run: Run): RunSummary {
  const { runId, jobs, createdAt, completedAt } = run
  return {
    runId,
    state: stateOf(run),
    jobs: [...jobs],
    summary: countResults(jobs.flatMap(({ results }) => results)),
    createdAt,
    ...(completedAt !== undefined && { completedAt, durationMs: Date.parse(completedAt) - Date.parse(createdAt) }),
  }
}

function countsOf({ jobs }: Run): JobCounts {
  const count = (state: RunState) => jobs.filter((job) => job.state === state).length
  return {
    total: jobs.length,
    queued: count('queued'),
    running: count('running'),
    completed: count('completed'),
    failed: count('failed'),
    timedOut: count('timed_out'),
    cancelled: count('cancelled'),
  }
}
