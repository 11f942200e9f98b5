import { type ClientLink, type ClientOptions, createORPCClient } from '@orpc/client'
import { callThrough } from '../engine/call.js'
import type { CallOptions, Validation } from '../engine/call-options.js'
import { isContractError, type Loss } from '../engine/errors.js'
import type { LossPolicy } from '../engine/policy.js'
import { randomId, type Registry } from '../engine/registry.js'
import { anySignal } from './abort.js'
import type { CallContext } from './call-context.js'
import { holdLosses } from './held-losses.js'
import { tell } from '../engine/hook.js'
import type { Negotiator } from './negotiator.js'
import type { PeerAgreement } from './peer-agreement.js'

/** What a {@link NegotiatedLink} is made of. */
export interface NegotiatedLinkOptions extends Negotiator {
  readonly registry: Registry
  /** Name of the contract in the registry, such as `runner`. */
  readonly contract: string
  /** Named in errors, such as `http://runner-7:4000`. */
  readonly peer?: string | undefined
  /**
   * The link that speaks a version. It throws ContractError `CONTRACT_VERSION_UNSUPPORTED` where the peer promises to have
   * executed nothing, since it does not serve that version, and for no other reason: see `versionInterceptor`.
   */
  readonly linkFor: (version: string) => ClientLink<CallContext>
  /** What becomes of losses; unless said, each as its hop says. */
  readonly losses?: LossPolicy | undefined
  readonly onLoss?: ((loss: Loss) => void) | undefined
  /** `all` where absent. */
  readonly validate?: Validation | undefined
  /** Makes ids where a conversion needs one; random UUIDs unless said. */
  readonly newId?: (() => string) | undefined
}

type Options = ClientOptions<CallContext>
type Outcome = { readonly answer: unknown } | { readonly rejection: unknown }

/** Lets a caller speak any version of a contract, the latest above all, to a peer that speaks another: over any of oRPC's links. */
export class NegotiatedLink implements ClientLink<CallContext> {
  readonly #options: NegotiatedLinkOptions

  constructor(options: NegotiatedLinkOptions) {
    this.#options = options
  }

  /** A call in the latest version. */
  call(path: readonly string[], input: unknown, options: ClientOptions<CallContext>): Promise<unknown> {
    return this.callAt(this.#options.registry.latest.version, path, input, options)
  }

  /**
   * A call in `version`, in whatever version was agreed with the peer. Where the peer rejects that one, a promise that nothing was
   * executed, it is agreed upon anew and the call is sent once more: never twice, and never after any other error.
   */
  async callAt(version: string, path: readonly string[], input: unknown, options: ClientOptions<CallContext>): Promise<unknown> {
    const { agree, renegotiate } = negotiatorFor(options.context.version, this.#options)
    options.signal?.throwIfAborted()
    const agreement = await agree(options.signal)
    const first = await this.#attempt(agreement, version, path, input, options)
    if ('answer' in first) return first.answer
    if (renegotiate === undefined) throw first.rejection
    const renewed = await renegotiate(agreement, options.signal)
    options.signal?.throwIfAborted()
    const second = await this.#attempt(renewed, version, path, input, options)
    if ('answer' in second) return second.answer
    throw second.rejection
  }

  async #attempt(agreement: PeerAgreement, version: string, path: readonly string[], input: unknown, options: Options): Promise<Outcome> {
    const { registry, contract, linkFor } = this.#options
    tell(options.context.onAgreement, agreement)
    const chain = registry.chain(contract, path, version, agreement.version)
    const losses = holdLosses([this.#options.onLoss, options.context.onLoss], this.#options.peer)
    let rejection: unknown
    const send = (request: unknown) =>
      linkFor(chain.to).call(path, request, options).catch((error: unknown) => {
        if (isContractError(error, 'CONTRACT_VERSION_UNSUPPORTED')) rejection = error
        throw error
      })
    try {
      const answer = await callThrough(chain, input, { ...this.#callOptions(options), send, onLoss: losses.note })
      losses.release()
      return { answer }
    } catch (error) {
      if (error === rejection) return { rejection }
      losses.release()
      throw error
    }
  }

  #callOptions({ context, signal }: Options): Omit<CallOptions, 'send' | 'onLoss'> {
    const { losses, peer, validate, newId = randomId } = this.#options
    return { newId, peer, signal, validate, policy: context.losses ?? losses, clientAt: (version, stop) => this.#clientAt(version, stop, context) }
  }

  /** For emulations: its calls go through the chain like any other, and end when the emulation does. */
  #clientAt(version: string, stop: AbortSignal, context: CallContext): ReturnType<CallOptions['clientAt']> {
    return createORPCClient({
      call: (path: readonly string[], input: unknown, options: Options) =>
        this.callAt(version, path, input, { ...options, context: { ...context, ...options.context }, signal: anySignal(stop, options.signal) }),
    })
  }
}

/** A call that names its version asks nobody, and takes no other. */
function negotiatorFor(pin: string | undefined, options: NegotiatedLinkOptions): Negotiator {
  if (pin === undefined) return options
  const { contract, peer } = options
  return { agree: async () => ({ peer, contract, version: pin, offered: [pin], source: 'pin' }) }
}
