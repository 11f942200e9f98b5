import { createRunnerClient } from '@runners/contracts/client'
import { createOrchestratorHandler } from '@runners/contracts/server'
import { serve, settings } from './child.js'
import { createOrchestratorRouter } from './orchestrator-router.js'
import { tellAgreement, tellLoss } from './hooks.js'

/** What the orchestrator is started with. */
export interface OrchestratorSettings {
  /** URLs of the runners by region. What each speaks is for the orchestrator to find out. */
  readonly runners: Readonly<Record<string, string>>
}

const { runners } = settings<OrchestratorSettings>()
const clientOf = (url: string) => createRunnerClient({ url, onAgreement: tellAgreement, onLoss: tellLoss })
const fleet = new Map(Object.entries(runners).map(([region, url]) => [region, clientOf(url)]))

await serve(createOrchestratorHandler({ router: createOrchestratorRouter(fleet), onLoss: tellLoss }).node)
