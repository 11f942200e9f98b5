import type { Span } from '@opentelemetry/api'
import type { ClientLink, ClientOptions } from '@orpc/client'
import { isAsyncIteratorObject } from '@orpc/shared'
import { callThrough } from '../engine/call.js'
import type { Validation } from '../engine/call-options.js'
import type { Chain } from '../engine/chain.js'
import type { Loss } from '../engine/errors.js'
import { procedureName } from '../engine/pairs.js'
import type { LossPolicy } from '../engine/policy.js'
import { randomId, type Registry } from '../engine/registry.js'
import { count, lossCounter } from '../telemetry/count.js'
import { PEER, RENEGOTIATION } from '../telemetry/client-names.js'
import { callAttributes, CONTRACT, FROM, REGISTRY, TO, VERSION } from '../telemetry/names.js'
import { quietly } from '../telemetry/quietly.js'
import { inClientSpan } from '../telemetry/client-span.js'
import type { CallContext } from './call-context.js'
import { emulationClients, isRejection, type Rejection } from './emulation-clients.js'
import { holdLosses } from './held-losses.js'
import { tell } from '../engine/hook.js'
import type { Negotiator } from './negotiator.js'
import type { PeerAgreement } from './peer-agreement.js'
import { keepingTo, type Talks } from './pin-negotiators.js'

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
  /** Whether it serializes what it sends, as links over HTTP do, and shows it to nobody before: it is not copied once more then. */
  readonly serializes?: boolean | undefined
  /** What becomes of losses; unless said, each as its hop says. */
  readonly losses?: LossPolicy | undefined
  readonly onLoss?: ((loss: Loss) => void) | undefined
  /** `all` where absent. */
  readonly validate?: Validation | undefined
  /** Makes ids where a conversion needs one; random UUIDs unless said. */
  readonly newId?: (() => string) | undefined
}

type Options = ClientOptions<CallContext>
type Outcome = { readonly answer: unknown } | { readonly rejection: Rejection }

interface Call {
  readonly version: string
  readonly path: readonly string[]
  readonly input: unknown
  readonly options: Options
  readonly talks: Talks
  readonly span: Span | undefined
}

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
  callAt(version: string, path: readonly string[], input: unknown, options: ClientOptions<CallContext>): Promise<unknown> {
    const { registry, contract, peer } = this.#options
    const procedure = procedureName(contract, path.join('.'))
    const attributes = callAttributes(registry.name, contract, procedure, peer === undefined ? {} : { [PEER]: peer })
    return inClientSpan(procedure, attributes, (span) => this.#negotiate({ version, path, input, options, span }), options.signal)
  }

  async #negotiate(asked: Omit<Call, 'talks'>): Promise<unknown> {
    const { input, options, span } = asked
    const talks = talksOf(options.context, this.#options)
    const call = { ...asked, talks }
    options.signal?.throwIfAborted()
    const agreement = await talks.agree(options.signal)
    const first = await this.#attempt(agreement, call)
    if ('answer' in first) return first.answer
    const renewed = await talks.renegotiate?.(agreement, options.signal, first.rejection.details.supported)
    if (renewed === undefined || !isReplayable(input)) throw first.rejection
    options.signal?.throwIfAborted()
    const versions = { [FROM]: agreement.version, [TO]: renewed.version }
    quietly(() => span?.addEvent(RENEGOTIATION, versions))
    count('client.renegotiations', { [REGISTRY]: this.#options.registry.name, [CONTRACT]: this.#options.contract, ...versions })
    const second = await this.#attempt(renewed, call)
    if ('answer' in second) return second.answer
    throw second.rejection
  }

  async #attempt(agreement: PeerAgreement, { version, path, input, options, options: { context, signal }, talks, span }: Call): Promise<Outcome> {
    const { registry, contract, linkFor, peer, losses, onLoss, validate, serializes, newId = randomId } = this.#options
    tell(context.onAgreement, agreement)
    quietly(() => span?.setAttribute(VERSION, agreement.version))
    const chain = registry.chain(contract, path, version, agreement.version)
    const held = holdLosses([onLoss, context.onLoss, lossCounter('client.losses', registry.name)], peer)
    const clientAt = emulationClients(this, { agreement, procedure: chain.procedure, peer, context })
    let rejection: Rejection | undefined
    const send = async (request: unknown) => {
      signal?.throwIfAborted()
      const sent = linkFor(chain.to).call(path, request, options)
      rejection = await rejectionOf(sent)
      if (rejection === undefined) this.#begun(agreement, chain, talks)
      return sent
    }
    try {
      const answer = await callThrough(chain, input, { send, clientAt, newId, signal, policy: context.losses ?? losses, onLoss: held.note, peer, validate, serializes })
      held.release()
      return { answer }
    } catch (error) {
      if (rejection !== undefined && error === rejection) return { rejection }
      held.release()
      throw error
    }
  }

  /** The peer took it, or may have. */
  #begun(agreement: PeerAgreement, { contract, procedure, to }: Chain, { begun }: Talks): void {
    begun?.(agreement)
    count('client.calls', callAttributes(this.#options.registry.name, contract, procedure, { [VERSION]: to }))
  }
}

/** A call that names its version asks nobody, and takes no other; a pinned one keeps to what others began with. */
function talksOf({ version, pin }: CallContext, options: NegotiatedLinkOptions): Talks {
  const { contract, peer } = options
  if (version !== undefined) return { agree: async () => ({ peer, contract, version, offered: [version], source: 'pin' }) }
  return pin === undefined ? options : keepingTo(pin, options)
}

const rejectionOf = (sent: Promise<unknown>): Promise<Rejection | undefined> =>
  sent.then(() => undefined, (error: unknown) => (isRejection(error) ? error : undefined))

/** A stream of a request that was sent once has been read. */
const isReplayable = (input: unknown) => !isAsyncIteratorObject(input)
