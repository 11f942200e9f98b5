import { createOrchestratorHandler } from '@runners/contracts/server'
import { serve, settings } from './child.js'
import { createFleet, type FleetUrls } from './fleet.js'
import { tellAgreement, tellLoss } from './hooks.js'
import { createOrchestratorRouter } from './orchestrator-router.js'
import { openRunArchive } from './run-archive.js'

/** What the orchestrator is started with. */
export interface OrchestratorSettings {
  readonly runners: FleetUrls
  /** File that its runs are kept in. */
  readonly runs: string
}

const { runners, runs } = settings<OrchestratorSettings>()
const fleet = createFleet(runners, { onAgreement: tellAgreement, onLoss: tellLoss })

await serve(createOrchestratorHandler({ router: createOrchestratorRouter(fleet, openRunArchive(runs)), onLoss: tellLoss }).node)
