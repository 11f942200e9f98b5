import type { RunRequest, RunState, RunStatus } from '@runners/contracts'
import type { Fleet } from './fleet.js'
import { newRun, type Run, stateOf, statusOf } from './run.js'
import { runJobs } from './run-jobs.js'
import { type Watched, watched } from './watched.js'

/** A run and the way to stop it. */
export interface StoredRun {
  readonly run: Watched<Run>
  readonly cancel: () => void
}

/** One page of runs, the newest first. */
interface Page {
  readonly runs: RunStatus[]
  readonly nextCursor?: string
}

/** The runs of an orchestrator, in memory. */
export interface RunStore {
  readonly get: (runId: string) => StoredRun | undefined
  /** Starts a run under an id that is not taken. */
  readonly start: (runId: string, request: RunRequest) => StoredRun
  readonly page: (query: { readonly state?: RunState | undefined; readonly limit: number; readonly cursor?: string | undefined }) => Page
}

export function createRunStore(fleet: Fleet): RunStore {
  const runs = new Map<string, StoredRun>()
  return {
    get: (runId) => runs.get(runId),
    start: (runId, request) => {
      const stop = new AbortController()
      const stored: StoredRun = { run: watched(newRun(runId, request)), cancel: () => stop.abort() }
      runs.set(runId, stored)
      void runJobs(stored.run, request, fleet, stop.signal)
      return stored
    },
    page: ({ state, limit, cursor }) => {
      const newestFirst = [...runs.values()].map(({ run }) => run.get()).reverse()
      const older = cursor === undefined ? newestFirst : newestFirst.slice(newestFirst.findIndex(({ runId }) => runId === cursor) + 1)
      const matching = older.filter((run) => state === undefined || stateOf(run) === state)
      const page = matching.slice(0, limit)
      const last = page.at(-1)
      return { runs: page.map(statusOf), ...(matching.length > limit && last && { nextCursor: last.runId }) }
    },
  }
}
