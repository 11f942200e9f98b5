import { createOrchestratorClient } from '@runners/contracts/client'
import { finish, settings } from './child.js'
import type { FleetClientSettings } from './client-settings.js'
import { tellAgreement, tellLoss } from './hooks.js'
import { interrupted, resumed } from './restart-plan.js'

const { orchestrator, site } = settings<FleetClientSettings>()
const client = createOrchestratorClient({ url: orchestrator, onAgreement: tellAgreement, onLoss: tellLoss })

/** Submits runs and does not wait for them. */
await client.submitRun(resumed(site))
await client.submitRun(interrupted(site))
await finish({})
