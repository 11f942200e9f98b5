import type { Job, RunRequest, RunRunnersRequest } from '@runners/contracts'
import type { Fleet } from './fleet.js'
import { type Run, sentTo, withJob } from './run.js'
import type { Watched } from './watched.js'

/** A job of a run. */
export interface JobOf {
  readonly run: Watched<Run>
  readonly index: number
  readonly target: RunRequest['runners'][number]
  /** What it asks of its runner because its run was asked for it. */
  readonly demands: Pick<RunRunnersRequest, 'timeoutMs' | 'idempotencyKey'>
}

/**
 * Sends a job to a runner. To whom and in which version is written down before it is sent, losses as they are told.
 * One that was sent before goes to the same runner, and only in a request that it cannot execute again.
 */
export function callRunner({ run, index, target, demands }: JobOf, fleet: Fleet, signal: AbortSignal, losses: Job['losses']) {
  const { runId, jobs, sent } = run.get()
  const { to, times = 0 } = sent[index] ?? {}
  const again = jobs[index]?.contractVersion !== undefined
  const { name, region, input } = target
  const context = {
    // a runner without time limits is cut off by the run's own
    losses: again ? undefined : ('report' as const),
    // by this the logs of both sides name the call
    headers: { 'x-call-id': `${runId}/${index}/${times + 1}` },
    onLoss: ({ path, reason }: Job['losses'][number]) => void losses.push({ path, reason }),
    onAgreement: ({ version }: { readonly version: string }) => run.set(withJob(run.get(), index, { contractVersion: version })),
  }
  const route = { only: again ? to : undefined, onPick: (url: string) => run.set(sentTo(run.get(), index, url)) }
  return fleet.execute({ runId, region, runners: [{ name, input }], ...demands }, { signal, context }, route)
}
