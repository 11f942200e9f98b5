import { isDefinedError, safe } from '@orpc/client'
import type { RunEvent, RunStatus, RunSummary } from '@runners/contracts'
import { createOrchestratorClient, type OrchestratorClient } from '@runners/contracts/client'
import { finish, settings } from './child.js'
import type { FleetClientSettings } from './client-settings.js'
import { tellAgreement, tellLoss } from './hooks.js'
import { CONCURRENCY, freeTargets, plannedRun, runIds, SLOW_RUN_LIMIT_MS, slowTargets, targets } from './plan.js'

/** What the v2 client saw. */
export interface V2Report {
  readonly submitted: RunStatus
  /** The same run submitted again under the same key. */
  readonly repeated: RunStatus
  readonly events: readonly RunEvent[]
  readonly run: RunSummary
  /** A run that asks nothing of its runners that v1 does not have. */
  readonly free: RunSummary
  readonly slow: RunSummary
  readonly cancelled: RunStatus
  /** Ids of all runs, page by page. */
  readonly pages: readonly (readonly string[])[]
  /** The typed error that asking for an unknown run gave. */
  readonly unknown: { readonly code: string; readonly status: number; readonly data: unknown } | undefined
}

const { orchestrator, site } = settings<FleetClientSettings>()
const client = createOrchestratorClient({ url: orchestrator, onAgreement: tellAgreement, onLoss: tellLoss })

const planned = {
  runId: runIds.v2,
  mode: 'remote',
  concurrency: CONCURRENCY,
  timeoutMs: 10_000,
  runners: targets(plannedRun(site)),
  idempotencyKey: 'v2-client/1',
} as const
const slow = { mode: 'remote', concurrency: 2, runners: slowTargets(site) } as const

async function watch(runId: string): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = []
  for await (const event of await client.watchRun({ runId })) events.push(event)
  return events
}

/** Cancels a run as soon as it is seen running. */
async function cancelOnceRunning(runId: string): Promise<RunStatus> {
  for await (const event of await client.watchRun({ runId })) {
    if (event.type === 'status' && event.status.jobs.running > 0) break
  }
  return client.cancelRun({ runId })
}

async function pagesOf(list: OrchestratorClient['listRuns'], cursor?: string): Promise<string[][]> {
  const { runs, nextCursor } = await list({ limit: 2, cursor })
  const page = runs.map(({ runId }) => runId)
  return nextCursor === undefined ? [page] : [page, ...(await pagesOf(list, nextCursor))]
}

async function askForUnknown(): Promise<V2Report['unknown']> {
  const { error } = await safe(client.getRun({ runId: 'no-such-run' }))
  return isDefinedError(error) ? { code: error.code, status: error.status, data: error.data } : undefined
}

const submitted = await client.submitRun(planned)
const repeated = await client.submitRun({ ...planned, runId: 'another-id' })
const events = await watch(runIds.v2)

await client.submitRun({ mode: 'remote', runId: runIds.free, runners: freeTargets(site) })
await watch(runIds.free)

await client.submitRun({ ...slow, runId: runIds.slow, timeoutMs: SLOW_RUN_LIMIT_MS })
await watch(runIds.slow)

await client.submitRun({ ...slow, runId: runIds.cancelled })
const cancelled = await cancelOnceRunning(runIds.cancelled)

await finish({
  submitted,
  repeated,
  events,
  run: await client.getRun({ runId: runIds.v2 }),
  free: await client.getRun({ runId: runIds.free }),
  slow: await client.getRun({ runId: runIds.slow }),
  cancelled,
  pages: await pagesOf(client.listRuns),
  unknown: await askForUnknown(),
} satisfies V2Report)
