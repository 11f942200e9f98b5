import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { CALL_ID } from './call-headers.js'
import { callFaults, faultOf, questionFaults } from './fault.js'
import { type Backend, forward } from './forward.js'
import type { Passage } from './passage.js'

/** Stands before every peer: callers know its addresses alone. It cuts, delays and spoils as the seed has it. */
export interface Gateway {
  /** Opens an address; resolves to its URL. */
  readonly open: (address: string) => Promise<string>
  /** What is behind an address from now on: requests go to one after the other. */
  readonly route: (address: string, backends: readonly Backend[]) => void
  /** Every request so far, in the order of arrival. */
  readonly passages: readonly Passage[]
  readonly close: () => Promise<void>
}

export function createGateway(seed: string, lateMs: number): Gateway {
  const routes = new Map<string, readonly Backend[]>()
  const passages: Passage[] = []
  const servers: Server[] = []
  const seen = new Map<string, number>()
  const times = (key: string) => {
    const before = seen.get(key) ?? 0
    seen.set(key, before + 1)
    return before
  }
  const pass = async (address: string, request: IncomingMessage, response: ServerResponse) => {
    const arrival = times(address)
    const { method = 'GET', url: path = '/', headers } = request
    const callId = headers[CALL_ID] as string | undefined
    const fault = callId === undefined ? faultOf(questionFaults, seed, address, path, times(`${address} ${path}`)) : faultOf(callFaults, seed, callId, times(callId))
    const passage: Passage = { id: `${address}#${arrival}`, to: address, method, path, callId, fault }
    passages.push(passage)
    if (fault === 'cutBefore') return void request.socket.destroy()
    const backends = routes.get(address) ?? []
    const backend = backends[arrival % backends.length]
    forward({ request, response, body: await buffer(request), backend, passage, lateMs })
  }
  return {
    open: async (address) => {
      const server = createServer((request, response) => void pass(address, request, response).catch(() => request.socket.destroy()))
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      servers.push(server)
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    },
    route: (address, backends) => void routes.set(address, backends),
    passages,
    close: async () => void (await Promise.all(servers.map(closed))),
  }
}

const closed = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
