import { createORPCClient } from '@orpc/client'
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract'
import { type AnyRouter, createProcedureClient, getRouter } from '@orpc/server'
import { callThrough } from '../../src/engine/call.js'
import type { CallOptions } from '../../src/engine/call-options.js'
import type { Registry } from '../../src/engine/registry.js'

/** A peer in this process: the version that it speaks, and its implementation of it. */
export interface Peer {
  readonly version: string
  readonly router: AnyRouter
}

/** A client of a contract in version `from`, whose calls go through chains to a peer. `C` is the contract in that version. */
export function clientThrough<C extends AnyContractRouter>(
  registry: Registry,
  contract: string,
  from: string,
  { version: to, router }: Peer,
  options: Partial<CallOptions> = {},
): ContractRouterClient<C> {
  let ids = 0
  const callAt = (version: string, path: readonly string[], input: unknown, signal: AbortSignal | undefined): Promise<unknown> =>
    callThrough(registry.chain(contract, path, version, to), input, {
      send: (request) => callRouter(router, path, request, signal),
      clientAt: (at, stop) => createORPCClient({ call: (path, input, { signal }) => callAt(at, path, input, signal ?? stop) }),
      newId: () => `id-${++ids}`,
      signal,
      peer: `${contract} ${to}`,
      ...options,
    })
  return createORPCClient<ContractRouterClient<C>>({ call: (path, input, { signal }) => callAt(from, path, input, signal) })
}

function callRouter(router: AnyRouter, path: readonly string[], request: unknown, signal: AbortSignal | undefined): Promise<unknown> {
  // any: getRouter cannot know that the implementation has a procedure there
  const procedure = getRouter(router, path) as any
  return createProcedureClient(procedure, { path, context: {} })(request, { ...(signal && { signal }) })
}
