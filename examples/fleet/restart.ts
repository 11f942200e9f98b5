import type { RestartReport } from './after-restart.js'
import type { Child } from './child-process.js'
import type { FleetClientSettings } from './client-settings.js'
import type { OrchestratorSettings } from './orchestrator.js'
import { heldPages } from './restart-plan.js'
import type { Supervisor } from './supervisor.js'

/** Who takes part. */
export interface BeforeRestart {
  readonly site: Child
  readonly orchestrator: Child
  readonly orchestratorSettings: OrchestratorSettings
  readonly clientSettings: FleetClientSettings
}

/** The orchestrator is killed while jobs wait for their pages, and another goes on with its runs. */
export async function tellRestart({ serve, run }: Supervisor, before: BeforeRestart): Promise<{ readonly url: string; readonly report: RestartReport }> {
  const { site, orchestrator, orchestratorSettings, clientSettings } = before
  await run('before-restart', clientSettings)
  await site.message('visited', ({ paths }) => heldPages.every((page) => paths.includes(page)))
  orchestrator.kill()
  await orchestrator.ended
  site.send({ release: true })
  const url = await serve<OrchestratorSettings>('orchestrator', orchestratorSettings, 'restarted-orchestrator')
  const report = (await run('after-restart', { ...clientSettings, orchestrator: url })) as RestartReport
  return { url, report }
}
