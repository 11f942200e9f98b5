import { join } from 'node:path'
import type { RestartReport } from './after-restart.js'
import type { Child } from './child-process.js'
import type { FleetClientSettings } from './client-settings.js'
import type { LegacyRunnerSettings } from './legacy-runner.js'
import type { OrchestratorSettings } from './orchestrator.js'
import { CURRENT, LEGACY } from './plan.js'
import { tellRestart } from './restart.js'
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
  readonly restart: RestartReport
}

/** Where the story takes place. */
export interface Setting {
  /** Stands in for the demo's own site. */
  readonly otherSite: string | undefined
  /** Folder of the orchestrator's runs. */
  readonly folder: string
}

/** Starts the fleet and lets its clients do their work; then the orchestrator is killed, and another takes over. */
export async function tellStory(supervisor: Supervisor, { otherSite, folder }: Setting): Promise<Story> {
  const { site: ownSite, runners } = await startPeers(supervisor)
  const { url: ownUrl } = await ownSite.message('ready')
  const orchestratorSettings: OrchestratorSettings = { runners: inRegions(runners), runs: join(folder, 'runs.mdb') }
  const first = supervisor.start('orchestrator', orchestratorSettings)
  const { url: orchestrator } = await first.message('ready')
  const servers = Object.entries({ ...runners, orchestrator })
  const speakers = await Promise.all(servers.map(([name, url]) => speaks(name, url)))
  const site = otherSite ?? ownUrl
  const settings: FleetClientSettings = { orchestrator, site }
  const v2 = (await supervisor.run('v2-client', settings)) as V2Report
  const v1 = (await supervisor.run('v1-client', settings)) as V1Report
  const clientSettings = { orchestrator, site: ownUrl }
  const { url, report } = await tellRestart(supervisor, { site: ownSite, orchestrator: first, orchestratorSettings, clientSettings })
  return { site, speakers: [...speakers, await speaks('restarted-orchestrator', url)], v1, v2, restart: report }
}

type RunnerUrls = Readonly<Record<'legacy-runner' | 'runner' | 'legacy-beside', string>>

async function startPeers({ start, serve }: Supervisor): Promise<{ readonly site: Child; readonly runners: RunnerUrls }> {
  const site = start('site', {})
  const [legacy, runner, beside] = await Promise.all([
    serve<LegacyRunnerSettings>('legacy-runner', { region: LEGACY }),
    serve<RunnerSettings>('runner', { region: CURRENT }),
    serve<LegacyRunnerSettings>('legacy-runner', { region: CURRENT }, 'legacy-beside'),
  ])
  return { site, runners: { 'legacy-runner': legacy, runner, 'legacy-beside': beside } }
}

const inRegions = ({ 'legacy-runner': legacy, runner, 'legacy-beside': beside }: RunnerUrls) => ({ [LEGACY]: [legacy], [CURRENT]: [beside, runner] })
