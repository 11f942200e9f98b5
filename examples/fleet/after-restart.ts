import type { RunStatus, RunSummary } from '@runners/contracts'
import { createOrchestratorClient } from '@runners/contracts/client'
import { finish, settings } from './child.js'
import type { FleetClientSettings } from './client-settings.js'
import { tellAgreement, tellLoss } from './hooks.js'
import { runIds } from './plan.js'
import { resumed } from './restart-plan.js'

/** What a client saw when the orchestrator was back. */
export interface RestartReport {
  /** A run that had ended before. */
  readonly earlier: RunSummary
  readonly resumed: RunSummary
  readonly interrupted: RunSummary
  /** The resumed run submitted again under its key. */
  readonly repeated: RunStatus
}

const { orchestrator, site } = settings<FleetClientSettings>()
const client = createOrchestratorClient({ url: orchestrator, onAgreement: tellAgreement, onLoss: tellLoss })

async function ended(runId: string): Promise<RunSummary> {
  for await (const event of await client.watchRun({ runId })) if (event.type === 'finished') return event.summary
  throw new Error(`the watch of ${runId} ended before the run did`)
}

await finish({
  earlier: await client.getRun({ runId: runIds.v2 }),
  repeated: await client.submitRun({ ...resumed(site), runId: 'yet-another-id' }),
  resumed: await ended(runIds.resumed),
  interrupted: await ended(runIds.interrupted),
} satisfies RestartReport)
