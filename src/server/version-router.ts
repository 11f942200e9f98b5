import { createORPCClient, toORPCError } from '@orpc/client'
import { type AnyContractRouter, isContractProcedure, ORPCError } from '@orpc/contract'
import { type AnyRouter, type Context, createProcedureClient, implement, ValidationError } from '@orpc/server'
import { callThrough } from '../engine/call.js'
import type { Validation } from '../engine/call-options.js'
import type { Chain } from '../engine/chain.js'
import { ContractError, isContractError, type Loss } from '../engine/errors.js'
import type { LossPolicy } from '../engine/policy.js'
import type { Registry } from '../engine/registry.js'
import type { ContractVersion } from '../engine/version.js'
import { lossCounter } from '../telemetry/count.js'
import { toWireError } from '../wire/error.js'
import { answeredProcedure, implementedProcedure } from './converted-procedure.js'
import { quickRouter } from './quick-router.js'

/** The one implementation behind every version, and how values reach it. */
export interface Implementation {
  readonly registry: Registry
  readonly contract: string
  /** Implements the latest version. */
  readonly router: AnyRouter
  readonly newId: () => string
  readonly losses: LossPolicy | undefined
  readonly validate: Validation
  readonly onLoss: ((loss: Loss) => void) | undefined
  // any: an interceptor of oRPC is typed by the procedure that it wraps, and these wrap all
  readonly clientInterceptors: readonly any[]
}

interface Call {
  readonly context: Context
  readonly signal?: AbortSignal | undefined
  readonly lastEventId?: string | undefined
}

/** An oRPC router of one version: the implementation itself for the latest, calls through chains for older ones. */
export function versionRouter(implementation: Implementation, { version, contracts }: ContractVersion): AnyRouter {
  const { registry, contract, router } = implementation
  if (version === registry.latest.version) return quickRouter(router)
  const clientOf = implementationClients(implementation)
  return adapted({ ...implementation, clientOf }, version, contracts[contract] ?? {}, [])
}

interface Reachable extends Implementation {
  readonly clientOf: (chain: Chain) => ImplementationClient
}

type ImplementationClient = ReturnType<typeof createProcedureClient>

/** oRPC's client of the procedure at the end of each chain, made once. */
function implementationClients({ router, validate, clientInterceptors }: Implementation): Reachable['clientOf'] {
  const clients = new Map<Chain, ImplementationClient>()
  return (chain) => {
    const kept = clients.get(chain)
    if (kept !== undefined) return kept
    const procedure = implementedProcedure(router, chain, validate)
    const client = createProcedureClient(procedure, { context: (context: Context) => context, path: chain.path, interceptors: [...clientInterceptors] })
    clients.set(chain, client)
    return client
  }
}

function adapted(implementation: Reachable, version: string, contract: AnyContractRouter, path: readonly string[]): AnyRouter {
  if (!isContractProcedure(contract)) {
    const entries = Object.entries(contract).map(([key, child]) => [key, adapted(implementation, version, child, [...path, key])])
    return Object.fromEntries(entries) as AnyRouter
  }
  const { registry, validate } = implementation
  const chain = registry.chain(implementation.contract, path, version, registry.latest.version)
  return implement(answeredProcedure(chain, validate)).handler(async ({ input, context, signal, lastEventId }) => {
    try {
      return await callAt(implementation, chain, input, { context, signal, lastEventId }, true)
    } catch (error) {
      throw isContractError(error) ? toWireError(error) : error
    }
  })
}

/** Calls the implementation through a chain. oRPC has parsed what a caller sent; what an emulation sends is parsed here. */
function callAt(implementation: Reachable, chain: Chain, input: unknown, call: Call, parsedElsewhere: boolean): Promise<unknown> {
  const { registry, contract, newId, losses, validate, onLoss } = implementation
  return callThrough(chain, input, {
    send: (request) => callImplementation(implementation.clientOf(chain), chain, request, call),
    clientAt: (at, signal) =>
      createORPCClient({
        call: (path, request, options) => {
          const below = registry.chain(contract, path, at, registry.latest.version)
          return callAt(implementation, below, request, { ...call, signal: options.signal ?? signal }, false)
        },
      }),
    newId,
    signal: call.signal,
    policy: losses,
    validate,
    onLoss: counting(onLoss, lossCounter('server.losses', registry.name)),
    parsedElsewhere,
  })
}

type LossHook = Implementation['onLoss']

/** Where nobody counts, the hook alone. */
const counting = (hook: LossHook, counter: LossHook): LossHook =>
  counter === undefined
    ? hook
    : (loss) => {
        counter(loss)
        return hook?.(loss)
      }

async function callImplementation(client: ImplementationClient, chain: Chain, request: unknown, { context, signal, lastEventId }: Call): Promise<unknown> {
  try {
    return await client(request, { context, ...(signal && { signal }), lastEventId })
  } catch (error) {
    // an implementation calls peers of its own: their refusals are no refusals of ours
    throw isContractError(error) ? toORPCError(error) : blamed(error, chain, request)
  }
}

/** A converted request that the implementation's own schema refuses is a defect of the hop, not of the caller. */
function blamed(error: unknown, { procedure, from, to }: Chain, request: unknown): unknown {
  const cause = error instanceof ORPCError ? error.cause : undefined
  if (!(cause instanceof ValidationError) || cause.data !== request || from === to) return error
  return new ContractError('CONVERSION_INVALID', { procedure, half: 'request', from, to, issues: cause.issues }, { cause: error })
}
