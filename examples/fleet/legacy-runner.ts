import { checks } from './checks.js'
import { serve, settings } from './child.js'
import { createLegacyListener } from './legacy-listener.js'

/** What the legacy runner is started with. */
export interface LegacyRunnerSettings {
  readonly region: string
}

const { region } = settings<LegacyRunnerSettings>()

await serve(createLegacyListener(region, checks))
