import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Child } from '../../examples/fleet/child-process.js'
import type { Supervisor } from '../../examples/fleet/supervisor.js'
import type { Address } from './address.js'
import type { Gateway } from './gateway.js'
import { type RunnerKind, servedBy } from './runner-kind.js'
import type { RunnerSettings } from './runner-settings.js'
import type { Sabotage } from './sabotage.js'

/** The runners, each the latest of several processes. */
export interface RunnerFleet {
  /** A new process takes the runner's place; then the old one may finish what it has begun, and ends. */
  readonly replace: (runner: string, kind: RunnerKind) => Promise<void>
  /** Ends the runner by force, in the middle of whatever it does. */
  readonly kill: (runner: string) => Promise<void>
  /** What each process that there ever was serves. */
  readonly served: ReadonlyMap<string, readonly string[]>
}

export interface RunnerFleetOptions {
  readonly supervisor: Supervisor
  readonly gateway: Gateway
  readonly addresses: readonly Address[]
  readonly folder: string
  readonly sabotage: readonly Sabotage[]
}

/** How long a process that is replaced may go on with what it has begun, in milliseconds. */
const DRAIN_MS = 500

interface Present {
  readonly name: string
  readonly url: string
  readonly child: Child
}

export function createRunnerFleet({ supervisor, gateway, addresses, folder, sabotage }: RunnerFleetOptions): RunnerFleet {
  const present = new Map<string, Present>()
  const served = new Map<string, readonly string[]>()
  const addressOf = (runner: string) => addresses.find(({ members }) => members.includes(runner))!
  const route = ({ name, members }: Address) => gateway.route(name, members.flatMap((member) => present.get(member) ?? []))
  const start = async (runner: string, kind: RunnerKind): Promise<Present> => {
    const name = `${runner}.${[...served.keys()].filter((process) => process.startsWith(`${runner}.`)).length + 1}`
    served.set(name, servedBy[kind])
    const settings: RunnerSettings = { process: name, kind, journals: folder, answers: join(folder, `${addressOf(runner).name}.mdb`), sabotage }
    const child = supervisor.start(kind === 'legacy' ? 'legacy-runner' : 'runner', settings, name)
    return { name, child, url: (await child.message('ready')).url }
  }
  return {
    served,
    replace: async (runner, kind) => {
      const before = present.get(runner)
      present.set(runner, await start(runner, kind))
      route(addressOf(runner))
      if (before === undefined) return
      await wait(DRAIN_MS)
      await before.child.stop()
    },
    kill: async (runner) => {
      const before = present.get(runner)
      before?.child.kill()
      await before?.child.ended
      present.delete(runner)
      route(addressOf(runner))
    },
  }
}
