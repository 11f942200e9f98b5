import { createORPCClient, toORPCError } from '@orpc/client'
import { type AnyContractRouter, isContractProcedure, ORPCError } from '@orpc/contract'
import { type AnyRouter, type Context, createProcedureClient, getRouter, implement, ValidationError } from '@orpc/server'
import { callThrough } from '../engine/call.js'
import { ContractError, isContractError, type Loss } from '../engine/errors.js'
import type { LossPolicy } from '../engine/policy.js'
import type { Registry } from '../engine/registry.js'
import type { ContractVersion } from '../engine/version.js'
import { toWireError } from '../wire/error.js'

/** The one implementation behind every version, and how values reach it. */
export interface Implementation {
  readonly registry: Registry
  readonly contract: string
  /** Implements the latest version. */
  readonly router: AnyRouter
  readonly newId: () => string
  readonly losses: LossPolicy | undefined
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
  if (version === registry.latest.version) return router
  return adapted(implementation, version, contracts[contract] ?? {}, [])
}

function adapted(implementation: Implementation, version: string, contract: AnyContractRouter, path: readonly string[]): AnyRouter {
  if (!isContractProcedure(contract)) {
    const entries = Object.entries(contract).map(([key, child]) => [key, adapted(implementation, version, child, [...path, key])])
    return Object.fromEntries(entries) as AnyRouter
  }
  return implement(contract).handler(async ({ input, context, signal, lastEventId }) => {
    try {
      return await callAt(implementation, version, path, input, { context, signal, lastEventId }, true)
    } catch (error) {
      throw isContractError(error) ? toWireError(error) : error
    }
  })
}

/** Calls the implementation as `version` knows it. oRPC has parsed what a caller sent; what an emulation sends is parsed here. */
function callAt(
  implementation: Implementation,
  version: string,
  path: readonly string[],
  input: unknown,
  call: Call,
  parsedElsewhere: boolean,
): Promise<unknown> {
  const { registry, contract, newId, losses, onLoss } = implementation
  const chain = registry.chain(contract, path, version, registry.latest.version)
  return callThrough(chain, input, {
    send: (request) => callImplementation(implementation, path, request, call).catch(hideOwn).catch(blameHop(chain, request)),
    clientAt: (at, signal) =>
      createORPCClient({
        call: (below, request, options) =>
          callAt(implementation, at, below, request, { ...call, signal: options.signal ?? signal }, false),
      }),
    newId,
    signal: call.signal,
    policy: losses,
    onLoss,
    parsedElsewhere,
  })
}

async function callImplementation(
  { router, clientInterceptors }: Implementation,
  path: readonly string[],
  request: unknown,
  { context, signal, lastEventId }: Call,
): Promise<unknown> {
  // any: getRouter cannot know that the contract has a procedure there
  const procedure = getRouter(router, path) as any
  const client = createProcedureClient(procedure, { context, path, interceptors: [...clientInterceptors] })
  return client(request, { ...(signal && { signal }), lastEventId })
}

/** An implementation calls peers of its own: their refusals are no refusals of ours. */
const hideOwn = (error: unknown): never => {
  throw isContractError(error) ? toORPCError(error) : error
}

/** A converted request that the implementation's own schema refuses is a defect of the hop, not of the caller. */
const blameHop =
  ({ procedure, from, to }: { readonly procedure: string; readonly from: string; readonly to: string }, request: unknown) =>
  (error: unknown): never => {
    const cause = error instanceof ORPCError ? error.cause : undefined
    if (!(cause instanceof ValidationError) || cause.data !== request || from === to) throw error
    throw new ContractError('CONVERSION_INVALID', { procedure, half: 'request', from, to, issues: cause.issues }, { cause: error })
  }
