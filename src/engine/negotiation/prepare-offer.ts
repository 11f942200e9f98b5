import { MAX_OFFERS, type Offer, type PreparedOffer } from './offer.js'
import { offerInvalid, type OfferSide } from './offer-invalid.js'
import { prepareList } from './version-list.js'
import { prepareRange } from './version-range.js'

interface Entries {
  readonly entries: readonly unknown[]
  readonly frozen: boolean
}

// Everything that a Proxy or a getter can disturb happens in here, and each entry is read once.
const readEntries = (offer: readonly unknown[]): Entries | string => {
  try {
    if (!Array.isArray(offer)) return 'it is neither a list of versions nor a range'
    const length: unknown = offer.length
    if (typeof length !== 'number' || !(length <= MAX_OFFERS)) return `it has more than ${MAX_OFFERS} entries`
    const frozen = Object.isFrozen(offer)
    return { entries: Array.from({ length }, (_, index): unknown => offer[index]), frozen }
  } catch {
    return 'it cannot be read'
  }
}

const prepared = new WeakMap<object, PreparedOffer>()

/** Checks, parses and sorts an offer. A frozen list is remembered, so that the side known in advance pays once. */
export const prepareOffer = (offer: Offer, side: OfferSide): PreparedOffer => {
  if (typeof offer === 'string') return prepareRange(offer, side)
  const known = prepared.get(offer)
  if (known !== undefined) return known
  const read = readEntries(offer)
  if (typeof read === 'string') throw offerInvalid(side, offer, read)
  const result = prepareList(read.entries, side)
  if (read.frozen) prepared.set(offer, result)
  return result
}
