import type { Offer } from './negotiation/offer.js'

/** What two peers agreed on: the version that they speak, and what it was picked from. Frozen, and small enough to keep for each peer. */
export interface Agreement {
  /** As the supported side spells it, where that is a list; otherwise without build metadata. */
  readonly version: string
  readonly offered: Offer
  readonly supported: Offer
}
