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
   * - `headers`: it has no `/contract`, but said so in its `…-Contract-Supported` header
   * - `evidence`: it is older than discovery, and was recognised
   * - `pin`: nobody asked it
   */
  readonly source: 'discovery' | 'headers' | 'evidence' | 'pin'
}
