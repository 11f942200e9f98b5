import type { FleetClientSettings } from './client-settings.js'
import type { LegacyRunnerSettings } from './legacy-runner.js'
import type { OrchestratorSettings } from './orchestrator.js'
import { CURRENT, LEGACY } from './plan.js'
import type { RunnerSettings } from './runner.js'
import { type Speaks, speaks } from './speaks.js'
import type { Supervisor } from './supervisor.js'
import type { V1Report } from './v1-client.js'
import type { V2Report } from './v2-client.js'

/** What happened, before anything is expected of it. */
export interface Story {
  /** URL of the site that was checked. */
  readonly site: string
  readonly speakers: readonly Speaks[]
  readonly v1: V1Report
  readonly v2: V2Report
}

/** Starts the fleet and lets both clients do their work. `otherSite` stands in for the demo's own. */
export async function tellStory({ serve, run }: Supervisor, otherSite: string | undefined): Promise<Story> {
  const [ownSite, legacy, current, beside] = await Promise.all([
    serve('site', {}),
    serve<LegacyRunnerSettings>('legacy-runner', { region: LEGACY }),
    serve<RunnerSettings>('runner', { region: CURRENT }),
    serve<LegacyRunnerSettings>('legacy-runner', { region: CURRENT }, 'legacy-beside'),
  ])
  const runners = { [LEGACY]: [legacy], [CURRENT]: [beside, current] }
  const orchestrator = await serve<OrchestratorSettings>('orchestrator', { runners })
  const servers = { 'legacy-runner': legacy, runner: current, 'legacy-beside': beside, orchestrator }
  const speakers = await Promise.all(Object.entries(servers).map(([name, url]) => speaks(name, url)))
  const site = otherSite ?? ownSite
  const settings: FleetClientSettings = { orchestrator, site }
  const v2 = (await run('v2-client', settings)) as V2Report
  const v1 = (await run('v1-client', settings)) as V1Report
  return { site, speakers, v1, v2 }
}
