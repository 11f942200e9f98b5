import type { Job, RunRequest } from '@runners/contracts'
import { carriesKey } from './carries-key.js'
import { type Run, withJob } from './run.js'

const INTERRUPTED = 'the orchestrator ended while this was under way: whether it was executed is not known, so it is not sent again'

/** A run whose orchestrator has ended, as the next one goes on with it: what was under way goes on where that cannot execute it twice. */
export function recovered(run: Run, request: RunRequest): Run {
  const fail = (failing: Run, index: number) => withJob(failing, index, { state: 'failed', error: INTERRUPTED })
  return run.jobs.reduce((now, job, index) => (job.state === 'running' && !goesOn(job, request) ? fail(now, index) : now), run)
}

/** A job without a version has not been sent: it is written down before. */
function goesOn({ contractVersion }: Job, { idempotencyKey }: RunRequest): boolean {
  return contractVersion === undefined || (idempotencyKey !== undefined && carriesKey(contractVersion))
}
