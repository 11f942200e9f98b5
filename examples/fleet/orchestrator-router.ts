import { implement } from '@orpc/server'
import { orchestratorContract } from '@runners/contracts'
import type { Fleet } from './fleet.js'
import { isFinished, stateOf, statusOf, summaryOf } from './run.js'
import { runEvents } from './run-events.js'
import type { RunArchive } from './run-archive.js'
import { createRunStore, type RunStore, type StoredRun } from './run-store.js'
import { createSubmission } from './submission.js'

const v2 = implement(orchestratorContract)

/** An orchestrator of v2 alone: older callers are its handler's affair, older runners its clients'. */
export function createOrchestratorRouter(fleet: Fleet, archive?: RunArchive) {
  const runs = createRunStore(fleet, archive)
  const submit = createSubmission(runs)
  return v2.router({
    submitRun: v2.submitRun.handler(({ input, errors }) => statusOf(submit(input, errors).run.get())),
    getRunStatus: v2.getRunStatus.handler(({ input, errors }) => statusOf(runIn(runs, input, errors).run.get())),
    getRun: v2.getRun.handler(({ input, errors }) => {
      const run = runIn(runs, input, errors).run.get()
      if (!isFinished(run)) throw errors.RUN_NOT_FINISHED({ data: { runId: run.runId, state: stateOf(run) } })
      return summaryOf(run)
    }),
    cancelRun: v2.cancelRun.handler(async ({ input, errors }) => {
      const { run, cancel } = runIn(runs, input, errors)
      cancel()
      for await (const now of run.follow()) if (isFinished(now)) break
      return statusOf(run.get())
    }),
    listRuns: v2.listRuns.handler(({ input }) => runs.page(input)),
    // not a generator itself: an unknown run must be answered 404, not with an event
    watchRun: v2.watchRun.handler(({ input, signal, errors }) => runEvents(runIn(runs, input, errors).run, signal)),
  })
}

interface NotFound {
  readonly RUN_NOT_FOUND: (error: { data: { runId: string } }) => Error
}

function runIn(runs: RunStore, { runId }: { readonly runId: string }, errors: NotFound): StoredRun {
  const stored = runs.get(runId)
  if (stored === undefined) throw errors.RUN_NOT_FOUND({ data: { runId } })
  return stored
}
