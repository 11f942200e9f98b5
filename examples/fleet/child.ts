import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Message } from './message.js'

// the channel closes when the supervisor ends, however it ends: nothing outlives it
process.once('disconnect', () => process.exit(0))

/** What this process was started with; its type is the caller's to keep. */
export function settings<T>(): T {
  return JSON.parse(process.argv[2] ?? '{}') as T
}

/** Tells the supervisor something; resolves when it is on its way. */
export function tell(message: Message): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) return resolve()
    process.send(message, undefined, {}, () => resolve())
  })
}

/** Calls `listener` with whatever the supervisor tells. */
export function heed<T>(listener: (message: T) => void): void {
  process.on('message', (message) => listener(message as T))
}

/** Serves on a loopback port that the system picks, and tells the supervisor which. */
export async function serve(listener: RequestListener): Promise<void> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await tell({ kind: 'ready', url: `http://127.0.0.1:${port}` })
}

/** Ends a process that has one thing to do: tells what it found, then goes. */
export async function finish(report: unknown): Promise<never> {
  await tell({ kind: 'report', report })
  process.exit(0)
}
