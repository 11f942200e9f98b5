import { createORPCClient, mapEventIterator, toORPCError } from '@orpc/client'
import { ORPCError } from '@orpc/contract'
import { type AnyProcedure, type AnyRouter, type Context, ValidationError } from '@orpc/server'
import { isAsyncIteratorObject } from '@orpc/shared'
import { callThrough } from '../engine/call.js'
import type { Validation } from '../engine/call-options.js'
import type { Chain } from '../engine/chain.js'
import { ContractError, isContractError, type Loss } from '../engine/errors.js'
import type { LossPolicy } from '../engine/policy.js'
import type { Registry } from '../engine/registry.js'
import { lossCounter } from '../telemetry/count.js'
import { toWireError } from '../wire/error.js'
import { type Implemented, implementedProcedures } from './converted-procedure.js'

/** The one implementation behind every version, and how values reach it from callers of one. */
export interface Implementation {
  readonly registry: Registry
  readonly contract: string
  /** Implements the latest version. */
  readonly router: AnyRouter
  readonly newId: () => string
  readonly losses: LossPolicy | undefined
  readonly validate: Validation
  readonly onLoss: ((loss: Loss) => void) | undefined
  /** Counts a call of the procedure at a path. */
  readonly count: (path: readonly string[]) => void
  // any: an interceptor of oRPC is typed by the procedure that it wraps, and these wrap all
  readonly clientInterceptors: readonly any[]
}

/** A call of a procedure as oRPC shows it to an interceptor. */
interface Call extends Implemented {
  readonly context: Context
  readonly input: unknown
  readonly signal: AbortSignal | undefined
  readonly lastEventId: string | undefined
  /** Has it executed, or another in its place. */
  readonly next: (instead: Omit<Call, 'next'>) => Promise<unknown>
}

/** Brings each call of an older version's procedure to the implementation of the latest, and back. */
export function convertingInterceptor(implementation: Implementation, chains: ReadonlyMap<AnyProcedure, Chain>) {
  const callAt = callsThrough(implementation)
  return async (call: Call): Promise<unknown> => {
    implementation.count(call.path)
    try {
      return withErrors(await callAt(chains.get(call.procedure)!, call.input, call, true), onWire)
    } catch (error) {
      throw onWire(error)
    }
  }
}

const onWire = (error: unknown) => (isContractError(error) ? toWireError(error) : error)

/** Where an answer is a stream, an error amid it is as much one of the call as an error before it. */
const withErrors = (answer: unknown, toOther: (error: unknown) => unknown) =>
  isAsyncIteratorObject(answer) ? mapEventIterator(answer, { value: async (value) => value, error: async (error) => toOther(error) }) : answer

type CallAt = (chain: Chain, input: unknown, call: Call, withinServer: boolean) => Promise<unknown>

/** Calls the implementation through a chain: for a caller, around whom oRPC's server parses, or for an emulation, which has none. */
function callsThrough({ registry, contract, router, newId, losses, validate, onLoss, clientInterceptors }: Implementation): CallAt {
  // interceptors may change a request, and call again with what became of it
  const implementedBy = implementedProcedures(router, validate === 'edges' && clientInterceptors.length === 0)
  const callAt: CallAt = (chain, input, call, withinServer) =>
    callThrough(chain, input, {
      send: (request) => execute(implementedBy(chain), chain, request, call),
      clientAt: (at, signal) =>
        createORPCClient({
          call: (path, request, options) => {
            const below = registry.chain(contract, path, at, registry.latest.version)
            return callAt(below, request, { ...call, signal: options.signal ?? signal }, false)
          },
        }),
      newId,
      signal: call.signal,
      policy: losses,
      validate,
      onLoss: counting(onLoss, lossCounter('server.losses', registry.name)),
      withinServer,
    })
  return callAt
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

async function execute(found: Promise<Implemented>, chain: Chain, input: unknown, { next, context, signal, lastEventId }: Call): Promise<unknown> {
  const ownError = (error: unknown) => implementationError(error, chain, input)
  try {
    const { path, procedure, errors } = await found
    return withErrors(await next({ context, input, path, procedure, errors, signal, lastEventId }), ownError)
  } catch (error) {
    throw ownError(error)
  }
}

/**
 * What an implementation throws is its own: it calls peers, too, and their refusals are no refusals of ours. But that its schema refuses
 * a converted request is a defect of the hop, not of the caller.
 */
function implementationError(error: unknown, { procedure, from, to }: Chain, request: unknown): unknown {
  if (isContractError(error)) return toORPCError(error)
  // an answer that is refused may be equal to the request
  const cause = error instanceof ORPCError && error.code === 'BAD_REQUEST' ? error.cause : undefined
  if (!(cause instanceof ValidationError) || cause.data !== request || from === to) return error
  return new ContractError('CONVERSION_INVALID', { procedure, half: 'request', from, to, issues: cause.issues }, { cause: error })
}
