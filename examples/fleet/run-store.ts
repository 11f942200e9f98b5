import type { RunRequest, RunState, RunStatus } from '@runners/contracts'
import type { Fleet } from './fleet.js'
import { recovered } from './recover.js'
import { isFinished, newRun, type Run, stateOf, statusOf } from './run.js'
import { type ArchivedRun, noArchive, type RunArchive } from './run-archive.js'
import { runJobs } from './run-jobs.js'
import { type Watched, watched } from './watched.js'

/** A run and the way to stop it. */
export interface StoredRun {
  readonly run: Watched<Run>
  readonly cancel: () => void
}

interface Query {
  readonly state?: RunState | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** One page of runs, the newest first. */
interface Page {
  readonly runs: RunStatus[]
  readonly nextCursor?: string
}

/** The runs of an orchestrator, those of its predecessors included. */
export interface RunStore {
  readonly get: (runId: string) => StoredRun | undefined
  /** The run that was submitted under an idempotency key. */
  readonly under: (idempotencyKey: string) => StoredRun | undefined
  /** Starts a run under an id that is not taken. */
  readonly start: (runId: string, request: RunRequest) => StoredRun
  readonly page: (query: Query) => Page
}

/** Goes on with what is in the archive, and keeps there what changes. */
export function createRunStore(fleet: Fleet, archive: RunArchive = noArchive): RunStore {
  const runs = new Map<string, StoredRun>()
  const byKey = new Map<string, StoredRun>()
  const begin = (archived: ArchivedRun) => {
    const { run: { runId }, request } = archived
    const stop = new AbortController()
    const stored: StoredRun = { run: keptRun(archived, archive), cancel: () => stop.abort() }
    runs.set(runId, stored)
    if (request.idempotencyKey !== undefined) byKey.set(request.idempotencyKey, stored)
    if (!isFinished(archived.run)) void runJobs(stored.run, request, fleet, stop.signal)
    return stored
  }
  archive.all().forEach(({ order, request, run }) => begin({ order, request, run: recovered(run, request) }))
  return {
    get: (runId) => runs.get(runId),
    under: (key) => byKey.get(key),
    start: (runId, request) => begin({ order: runs.size, request, run: newRun(runId, request) }),
    page: (query) => pageOf([...runs.values()].map(({ run }) => run.get()).reverse(), query),
  }
}

function pageOf(newestFirst: readonly Run[], { state, limit, cursor }: Query): Page {
  const older = cursor === undefined ? newestFirst : newestFirst.slice(newestFirst.findIndex(({ runId }) => runId === cursor) + 1)
  const matching = older.filter((run) => state === undefined || stateOf(run) === state)
  const page = matching.slice(0, limit)
  const last = page.at(-1)
  return { runs: page.map(statusOf), ...(matching.length > limit && last && { nextCursor: last.runId }) }
}

/** What is shown of a run has been kept: it is written first. */
function keptRun(archived: ArchivedRun, archive: RunArchive): Watched<Run> {
  const run = watched(archived.run)
  const keep = (next: Run) => {
    archive.keep({ ...archived, run: next })
    run.set(next)
  }
  keep(archived.run)
  return { ...run, set: keep }
}
