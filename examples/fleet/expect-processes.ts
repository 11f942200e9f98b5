import { type Expectation, expectation } from './expectation.js'
import type { Ended } from './supervisor.js'

/** How the processes of the fleet must have ended. */
export function expectProcesses(processes: readonly Ended[]): readonly Expectation[] {
  const endings = () => Object.fromEntries(processes.map(({ name, ended }) => [name, ended]))
  return [
    expectation('Servers served until they were told to stop or killed, clients came to their end', endings, {
      site: 'SIGTERM',
      'legacy-runner': 'SIGTERM',
      'legacy-beside': 'SIGTERM',
      runner: 'SIGTERM',
      orchestrator: 'SIGKILL',
      'restarted-orchestrator': 'SIGTERM',
      'v2-client': 0,
      'v1-client': 0,
      'before-restart': 0,
      'after-restart': 0,
    }),
    expectation('No process was left behind', () => processes.filter(({ gone }) => !gone), []),
  ]
}
