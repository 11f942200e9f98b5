import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Message } from './message.js'

/** How long a process may take to say that it is ready, or to finish, in milliseconds. */
const PATIENCE_MS = 240_000
/** How long it may take to end when told to, before it is killed. */
const GRACE_MS = 2000

/** How a process ended: its exit code or the signal that ended it. */
export type Ending = number | NodeJS.Signals

type Of<Kind extends Message['kind']> = Extract<Message, { kind: Kind }>

/** A process of the fleet, as its supervisor has it. */
export interface Child {
  readonly name: string
  /** Absent where it could not be started. */
  readonly pid: number | undefined
  /** The first message of a kind that fits; rejects where the process ends or takes too long without one. */
  readonly message: <Kind extends Message['kind']>(kind: Kind, fits?: (message: Of<Kind>) => boolean) => Promise<Of<Kind>>
  /** Tells it something. One that is gone hears nothing. */
  readonly send: (message: object) => void
  /** Resolves when it is gone and everything that it told has been heard. */
  readonly ended: Promise<Ending>
  /** Ends it, by force if need be. */
  readonly stop: () => Promise<Ending>
  /** Ends it by force, without waiting. */
  readonly kill: () => void
}

/** Starts a program as a process of its own. Its output goes to this one's stderr. */
export function startChild(program: URL, name: string, settings: unknown, heard: (message: Message) => void): Child {
  const file = fileURLToPath(program)
  const execArgv = file.endsWith('.ts') ? ['--import', 'tsx'] : []
  const child = fork(file, [JSON.stringify(settings)], { execArgv, stdio: ['ignore', 2, 2, 'ipc'] })
  const disconnected = new Promise<void>((resolve) => child.once('disconnect', resolve))
  const exited = new Promise<Ending>((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal ?? 0)))
  const notStarted = new Promise<Ending>((resolve) => child.once('error', () => child.pid === undefined && resolve(1)))
  const ended = Promise.race([disconnected.then(() => exited), notStarted])
  const told: Message[] = []
  child.on('message', (message) => {
    told.push(message as Message)
    heard(message as Message)
  })
  return {
    name,
    pid: child.pid,
    message: (kind, fits = () => true) => messageOf({ child, ended, name, told }, kind, fits),
    send: (message) => void (child.connected && child.send(message, () => {})),
    ended,
    stop: () => stopped(child, ended),
    kill: () => child.kill('SIGKILL'),
  }
}

interface Talking extends Pick<Child, 'name' | 'ended'> {
  readonly child: ChildProcess
  /** What it has told so far. */
  readonly told: readonly Message[]
}

function messageOf<Kind extends Message['kind']>({ child, ended, name, told }: Talking, kind: Kind, fits: (message: Of<Kind>) => boolean) {
  return new Promise<Of<Kind>>((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer)
      act()
    }
    const fail = (why: string) => settle(() => reject(new Error(`${name} ${why} without "${kind}"`)))
    const timer = setTimeout(() => fail(`took longer than ${PATIENCE_MS} ms`), PATIENCE_MS)
    const hear = (message: Message) => {
      if (message.kind === kind && fits(message as Of<Kind>)) settle(() => resolve(message as Of<Kind>))
    }
    told.forEach(hear)
    child.on('message', hear)
    void ended.then((ending) => fail(`ended (${ending})`))
  })
}

async function stopped(child: ChildProcess, ended: Promise<Ending>): Promise<Ending> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
  return ended.finally(() => clearTimeout(timer))
}
