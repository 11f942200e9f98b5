import { exactVersion } from '../engine/negotiation/exact-version.js'
import type { Offer } from '../engine/negotiation/offer.js'
import { prepareOffer } from '../engine/negotiation/prepare-offer.js'
import { allows, type Terms } from '../engine/negotiation/terms.js'

/**
 * Those of `supported` that a peer offers and the terms allow, in their order.
 * @throws ContractError `OFFER_INVALID` where the offer is none
 */
export function spokenByBoth(offered: Offer, supported: readonly string[], terms: Terms): readonly string[] {
  const peer = prepareOffer(offered, 'offered')
  return supported.filter((one) => {
    const version = exactVersion(one)
    return version !== undefined && allows(terms, version) && peer.spell(version) !== undefined
  })
}
