import { createRunnerHandler } from '@runners/contracts/server'
import { checks } from './checks.js'
import { serve, settings } from './child.js'
import { tellLoss } from './hooks.js'
import { createRunnerRouter } from './runner-router.js'

/** What the runner on our handler is started with. */
export interface RunnerSettings {
  readonly region: string
}

const { region } = settings<RunnerSettings>()
const router = createRunnerRouter({ region, checks, contractVersions: ['1.0.0', '2.0.0'] })

await serve(createRunnerHandler({ router, onLoss: tellLoss }).node)
