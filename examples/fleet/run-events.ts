import type { RunEvent } from '@runners/contracts'
import { endedJobs, isFinished, type Run, statusOf, summaryOf } from './run.js'
import type { Watched } from './watched.js'

/** What a watcher is told: the status at once and when it changes, each job as it ends, the end. */
export async function* runEvents(run: Watched<Run>, signal: AbortSignal | undefined): AsyncGenerator<RunEvent, void> {
  const told = new Set<string>()
  let last = ''
  for await (const now of run.follow(signal)) {
    const status = statusOf(now)
    const standing = JSON.stringify([status.state, status.jobs])
    if (standing !== last) yield { type: 'status', status }
    last = standing
    for (const job of endedJobs(now).filter(({ jobId }) => !told.has(jobId))) {
      told.add(job.jobId)
      yield { type: 'job', job }
    }
    if (isFinished(now)) return yield { type: 'finished', summary: summaryOf(now) }
  }
}
