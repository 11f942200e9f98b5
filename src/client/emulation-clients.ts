import { type ClientOptions, createORPCClient } from '@orpc/client'
import type { CallOptions } from '../engine/call-options.js'
import { ContractError, isContractError } from '../engine/errors.js'
import { anySignal } from './abort.js'
import type { CallContext } from './call-context.js'
import type { PeerAgreement } from './peer-agreement.js'
import type { Pin } from './pin.js'

/** The peer's promise to have executed nothing. */
export type Rejection = ContractError<'CONTRACT_VERSION_UNSUPPORTED'>

export const isRejection = (error: unknown): error is Rejection => isContractError(error, 'CONTRACT_VERSION_UNSUPPORTED')

/** Makes the calls that an emulation consists of, in a version of its hop. */
interface Caller {
  readonly callAt: (version: string, path: readonly string[], input: unknown, options: ClientOptions<CallContext>) => Promise<unknown>
}

/** The emulated call. */
interface Emulated {
  readonly agreement: PeerAgreement
  readonly procedure: string
  readonly peer: string | undefined
  readonly context: CallContext
}

/**
 * Clients for an emulation. Their calls go through the chain like any other, and end when the emulation does. All keep to what it
 * began with: once one has been executed, no other may go to a peer of another version, and a rejection is none of the whole.
 */
export function emulationClients(caller: Caller, { agreement, procedure, peer, context }: Emulated): CallOptions['clientAt'] {
  const pin: Pin = context.pin ?? { isHeld: false }
  pin.agreement ??= agreement
  let isUnderWay = false
  const withdrawn = (rejection: Rejection) => {
    const { version, supported } = rejection.details
    return new ContractError('VERSION_WITHDRAWN', { procedure, version, supported, ...(peer !== undefined && { peer }) }, { cause: rejection })
  }
  const call = async (...args: Parameters<Caller['callAt']>) => {
    try {
      const answer = await caller.callAt(...args)
      isUnderWay = true
      return answer
    } catch (error) {
      if (isRejection(error)) throw isUnderWay ? withdrawn(error) : error
      isUnderWay = true
      throw error
    }
  }
  return (version, stop) =>
    createORPCClient({
      call: (path: readonly string[], input: unknown, options: ClientOptions<CallContext>) =>
        call(version, path, input, { ...options, context: { ...context, ...options.context, pin }, signal: anySignal(stop, options.signal) }),
    })
}
