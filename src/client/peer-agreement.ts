import type { Offer } from '../engine/negotiation/offer.js'

/** What was agreed with one peer, and how that came about. */
export interface PeerAgreement {
  /** URL of the peer without credentials and query; absent where a link of your own does not name it. */
  readonly peer?: string | undefined
  /** `runner` */
  readonly contract: string
  /** The version to speak, such as `2.0.0`. */
  readonly version: string
  /** What it was picked from: what the peer offers. */
  readonly offered: Offer
  /**
   * - `discovery`: the peer said so at `GET /contract`
   * - `headers`: an answer to a call said so in its `…-Contract-Supported` header
   * - `evidence`: it is older than discovery, and was recognised
   * - `pin`: nobody asked it
   */
  readonly source: 'discovery' | 'headers' | 'evidence' | 'pin'
  /** Present where the answers from its address differed lately. */
  readonly pool?: Pool | undefined
}

/** Answers from one address that differ, as those of several peers behind a load balancer do. */
export interface Pool {
  /** The versions that all of them have in common, the oldest first. */
  readonly common: readonly string[]
  /** How often the version agreed on changed, each time in less than half an agreement's life. */
  readonly changes: number
  /** Whether the highest common version is kept for an agreement's life, whatever single answers say. */
  readonly settled: boolean
}
