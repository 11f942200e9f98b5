import { ContractError, isContractError } from '../engine/errors.js'
import { negotiate } from '../engine/negotiate.js'
import type { NegotiateOptions } from '../engine/negotiation/terms.js'
import type { Registry } from '../engine/registry.js'
import { untilAborted } from './abort.js'
import type { AgreementCache } from './agreement-cache.js'
import type { Discovered } from './discover.js'
import { tell } from '../engine/hook.js'
import type { PeerAgreement } from './peer-agreement.js'

/** Agrees with one peer on a version. */
export interface Negotiator {
  /** What to speak. An aborted signal ends the waiting at once. */
  readonly agree: (signal?: AbortSignal) => Promise<PeerAgreement>
  /** What to speak instead of what the peer has just rejected. Without it a rejection is final. */
  readonly renegotiate?: (rejected: PeerAgreement, signal?: AbortSignal) => Promise<PeerAgreement>
}

/** With whom to agree, on what terms, and where to keep it. */
export interface NegotiatorOptions {
  readonly registry: Registry
  readonly contract: string
  /** Name of the peer: URL without credentials and query. */
  readonly peer: string
  readonly terms: NegotiateOptions
  readonly discover: () => Promise<Discovered>
  readonly agreements: AgreementCache
  readonly onAgreement?: ((agreement: PeerAgreement) => void) | undefined
}

/** Agrees by discovery, and keeps what was agreed in a cache. */
export function createNegotiator(options: NegotiatorOptions): Required<Negotiator> {
  const { agreements } = options
  const key = keyOf(options)
  const probe = prober(options)
  const hear = hearOnce(options.onAgreement)
  const agree = async (signal?: AbortSignal) => hear(await untilAborted(agreements.get(key, probe), signal))
  return {
    agree,
    renegotiate: async (rejected, signal) => {
      await agreements.drop(key, rejected)
      return agree(signal)
    },
  }
}

/** Asks nobody: a pin. */
export function createPin(agreement: PeerAgreement, onAgreement?: (agreement: PeerAgreement) => void): Negotiator {
  const hear = hearOnce(onAgreement)
  const frozen = Object.freeze(agreement)
  return { agree: async () => hear(frozen) }
}

function prober({ registry, contract, peer, terms, discover }: NegotiatorOptions): () => Promise<PeerAgreement> {
  return async () => {
    const { offered, source } = await discover()
    const agreed = naming(peer, () => negotiate(offered, supportedBy(registry), terms))
    return { peer, contract, version: agreed.version, offered: agreed.offered, source }
  }
}

const supportedLists = new WeakMap<Registry, readonly string[]>()

/** One frozen list for all clients of a registry: negotiating prepares it once. */
function supportedBy(registry: Registry): readonly string[] {
  const list = supportedLists.get(registry) ?? Object.freeze(registry.versions.map(({ version }) => version))
  supportedLists.set(registry, list)
  return list
}

/** Whatever an agreement depends on, so that clients of other versions or with other terms can share a cache. */
function keyOf({ registry: { name, versions, latest }, contract, peer, terms: { min, prerelease } }: NegotiatorOptions): string {
  const terms = [...(min === undefined ? [] : [`>=${min}`]), ...(prerelease ? ['prerelease'] : [])]
  return [name, contract, `${versions[0]?.version}-${latest.version}`, ...terms, peer].join(' ')
}

/** The hook hears each agreement once, however many calls are made under it. */
function hearOnce(hook: ((agreement: PeerAgreement) => void) | undefined) {
  let last: PeerAgreement | undefined
  return (agreement: PeerAgreement) => {
    if (agreement !== last) tell(hook, agreement)
    last = agreement
    return agreement
  }
}

/** Negotiating is pure and knows no peer: its errors get the name here. */
function naming<T>(peer: string, negotiated: () => T): T {
  try {
    return negotiated()
  } catch (error) {
    if (isContractError(error, 'NO_COMMON_VERSION')) throw new ContractError(error.code, { ...error.details, peer }, { cause: error })
    if (!isContractError(error, 'OFFER_INVALID') || error.details.side !== 'offered') throw error
    throw new ContractError(error.code, { ...error.details, peer }, { cause: error })
  }
}
