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
  /** Starts a process, which may have another name than its program; what becomes of it is the caller's to follow. */
  readonly start: <Settings>(program: string, settings: Settings, name?: string) => Child
  /** Starts a server; resolves to its URL once it listens. */
  readonly serve: <Settings>(program: string, settings: Settings, name?: string) => Promise<string>
  /** Runs a process to its end; resolves to what it reports. */
  readonly run: <Settings>(program: string, settings: Settings) => Promise<unknown>
  /** Everything told so far, in the order of arrival. */
  readonly told: readonly Told[]
  /** Ends every process; resolves when all are gone. */
  readonly stop: () => Promise<readonly Ended[]>
}

/** Its programs are files of `folder`, without their extension. */
export function createSupervisor(folder: URL, extension = '.ts'): Supervisor {
  const children: Child[] = []
  const told: Told[] = []
  const start = (program: string, settings: unknown, name = program) => {
    const child = startChild(new URL(`${program}${extension}`, folder), name, settings, (message) => told.push({ by: name, message }))
    children.push(child)
    return child
  }
  // the last resort, for an end that nothing else catches
  process.once('exit', () => children.forEach(({ kill }) => kill()))
  return {
    start,
    serve: async (program, settings, name) => (await start(program, settings, name).message('ready')).url,
    run: async (program, settings) => {
      const child = start(program, settings)
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
