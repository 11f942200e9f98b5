import type { Child } from '../../examples/fleet/child-process.js'
import type { Supervisor } from '../../examples/fleet/supervisor.js'
import type { Gateway } from './gateway.js'
import type { OrchestratorSettings } from './orchestrator.js'

/** Address of the orchestrator. */
export const ORCHESTRATOR = 'orchestrator'

/** Starts the orchestrator, by force where there is one: its successor has its runs. */
export function createOrchestrator({ start }: Supervisor, gateway: Gateway, settings: OrchestratorSettings): { readonly restart: () => Promise<void> } {
  let child: Child | undefined
  let starts = 0
  return {
    restart: async () => {
      child?.kill()
      await child?.ended
      const name = `${ORCHESTRATOR}.${++starts}`
      child = start('orchestrator', settings, name)
      gateway.route(ORCHESTRATOR, [{ name, url: (await child.message('ready')).url }])
    },
  }
}
