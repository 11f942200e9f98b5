import { ContractError, isContractError } from '../engine/errors.js'
import { negotiate } from '../engine/negotiate.js'
import type { Offer } from '../engine/negotiation/offer.js'
import { type NegotiateOptions, readTerms } from '../engine/negotiation/terms.js'
import type { Registry } from '../engine/registry.js'
import type { Standing } from './agreements.js'
import type { Discovered } from './discover.js'
import type { PeerAgreement } from './peer-agreement.js'
import { rule } from './pool.js'
import { spokenByBoth } from './spoken-by-both.js'

/** Between whom, and on what terms. */
export interface Parties {
  readonly registry: Registry
  readonly contract: string
  readonly peer: string
  readonly terms: NegotiateOptions
}

/** Decides what to speak after whatever a peer lets know. */
export interface Arbiter {
  /** Whether an agreement, wherever it comes from, is one of these parties. */
  readonly fits: (agreement: PeerAgreement) => boolean
  /** @throws ContractError `NO_COMMON_VERSION`, `OFFER_INVALID` */
  readonly afterProbe: (discovered: Discovered, standing?: Standing) => PeerAgreement
  /** After an answer or a rejection that names what is supported; undefined where that makes no sense. */
  readonly afterAnswer: (standing: Standing, supported: readonly string[]) => PeerAgreement | undefined
}

export function createArbiter(parties: Parties): Arbiter {
  const { registry, contract, peer } = parties
  const supported = supportedBy(registry)
  const terms = readTerms(parties.terms)
  const known = (offer: Offer) => spokenByBoth(offer, supported, terms)
  const fits = (agreement: PeerAgreement) =>
    agreement.peer === peer && agreement.contract === contract && (attempt(() => known(agreement.offered))?.includes(agreement.version) ?? false)
  const decide = (standing: Standing, offered: Offer, source: PeerAgreement['source']): PeerAgreement => {
    const { previous, rejected } = standing
    const before = { version: previous.version, offered: known(previous.offered), pool: previous.pool }
    const { version, pool } = rule(before, { offered: known(offered), rejected: rejected ? previous.version : undefined })
    return { peer, contract, version, offered: pool?.settled ? pool.common : offered, source, ...(pool && { pool }) }
  }
  return {
    fits,
    afterProbe: ({ offered, source }, standing) => {
      const agreed = naming(peer, () => negotiate(offered, supported, parties.terms))
      if (standing !== undefined && fits(standing.previous)) return decide(standing, agreed.offered, source)
      return { peer, contract, version: agreed.version, offered: agreed.offered, source }
    },
    afterAnswer: (standing, offered) =>
      attempt(() => (known(offered).length === 0 ? undefined : decide(standing, Object.freeze([...offered]), 'headers'))),
  }
}

/** What a peer sends unasked may be nonsense. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (isContractError(error, 'OFFER_INVALID')) return undefined
    throw error
  }
}

const supportedLists = new WeakMap<Registry, readonly string[]>()

/** One frozen list for all clients of a registry: negotiating prepares it once. */
function supportedBy(registry: Registry): readonly string[] {
  const list = supportedLists.get(registry) ?? Object.freeze(registry.versions.map(({ version }) => version))
  supportedLists.set(registry, list)
  return list
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
