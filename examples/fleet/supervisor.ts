import { type Child, type Ending, startChild } from './child-process.js'
import type { Message } from './message.js'

/** A message, and the process that it came from. */
export interface Told {
  readonly by: string
  readonly message: Message
}

/** A process that has ended. */
export interface Ended {
  readonly name: string
  readonly pid: number | undefined
  readonly ended: Ending
  /** Whether the system still knows it. */
  readonly gone: boolean
}

/** Starts processes and sees to it that none outlives it. */
export interface Supervisor {
  /** Starts a server; resolves to its URL once it listens. */
  readonly serve: <Settings>(name: string, settings: Settings) => Promise<string>
  /** Runs a process to its end; resolves to what it reports. */
  readonly run: <Settings>(name: string, settings: Settings) => Promise<unknown>
  /** Everything told so far, in the order of arrival. */
  readonly told: readonly Told[]
  /** Ends every process; resolves when all are gone. */
  readonly stop: () => Promise<readonly Ended[]>
}

export function createSupervisor(): Supervisor {
  const children: Child[] = []
  const told: Told[] = []
  const start = (name: string, settings: unknown) => {
    const child = startChild(name, settings, (message) => told.push({ by: name, message }))
    children.push(child)
    return child
  }
  // the last resort, for an end that nothing else catches
  process.once('exit', () => children.forEach(({ kill }) => kill()))
  return {
    serve: async (name, settings) => (await start(name, settings).message('ready')).url,
    run: async (name, settings) => {
      const child = start(name, settings)
      const { report } = await child.message('report')
      await child.ended
      return report
    },
    told,
    stop: () => Promise.all(children.map(endOf)),
  }
}

async function endOf({ name, pid, stop }: Child): Promise<Ended> {
  const ended = await stop()
  return { name, pid, ended, gone: pid === undefined || !isAlive(pid) }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
