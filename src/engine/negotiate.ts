import type SemVer from 'semver/classes/semver.js'
import rcompare from 'semver/functions/rcompare.js'
import type { Agreement } from './agreement.js'
import { ContractError } from './errors.js'
import { knownUnder } from './negotiation/known.js'
import type { Offer, PreparedOffer } from './negotiation/offer.js'
import { prepareOffer } from './negotiation/prepare-offer.js'
import { shown } from './negotiation/shown.js'
import { allows, readTerms, type NegotiateOptions, type Terms } from './negotiation/terms.js'
import { upgradeFor } from './negotiation/upgrade.js'

const highestCommon = (one: PreparedOffer, two: PreparedOffer, terms: Terms): SemVer | undefined => {
  const accepts = (version: SemVer) => allows(terms, version)
  // A list holds whatever can be common: going through the shorter one is enough.
  const isOneWalked = one.complete && (!two.complete || one.known.length <= two.known.length)
  const [walked, other] = isOneWalked ? [one, two] : [two, one]
  if (walked.complete) return other.highestIn(walked.known, accepts)
  const named = [...knownUnder(one, terms), ...knownUnder(two, terms)].sort(rcompare)
  return named.find((version) => one.spell(version) !== undefined && two.spell(version) !== undefined)
}

const shownOffer = (offer: Offer) => (typeof offer === 'string' ? [shown(offer)] : offer.map(shown))

const noCommonVersion = (peer: PreparedOffer, self: PreparedOffer, terms: Terms) => {
  const { upgrade, to } = upgradeFor(peer, self, terms)
  return new ContractError('NO_COMMON_VERSION', {
    offered: shownOffer(peer.offer),
    supported: shownOffer(self.offer),
    ...(terms.min === undefined ? {} : { min: shown(terms.min.version) }),
    upgrade,
    to: shown(to),
  })
}

/**
 * The highest version in semver order (10.0.0 is above 2.0.0, build metadata does not count) that a peer offers and this side supports.
 * Pure: the same arguments give the same agreement, and nothing that is passed is changed.
 *
 * Either side may be a list or a range. Of two ranges nobody has a list, so only versions that a range names are known to exist:
 * the agreement is on the highest version in both that either of them names inclusively (`=`, `>=`, `<=`, and what `^`, `~`, `x` and `-`
 * stand for), or starts at, or that is the floor. `>=1.0.0` and `<=3.0.0` agree on 3.0.0; `^1.0.0` and `^1.2.0` on 1.2.0.
 *
 * A list known in advance is best frozen: it is then parsed and sorted once (a WeakMap remembers it), and not for each peer.
 *
 * Throws {@link ContractError}, and nothing else, whatever is passed:
 * - `NO_COMMON_VERSION`: nothing may be picked; the details say who must upgrade and to what.
 * - `OFFER_INVALID`: a side or the floor is not usable. Found in bounded time: lengths are checked before anything is read.
 */
export const negotiate = (offered: Offer, supported: Offer, options: NegotiateOptions = {}): Agreement => {
  const terms = readTerms(options)
  const peer = prepareOffer(offered, 'offered')
  const self = prepareOffer(supported, 'supported')
  const common = highestCommon(peer, self, terms)
  const version = common === undefined ? undefined : self.spell(common)
  if (version === undefined) throw noCommonVersion(peer, self, terms)
  return Object.freeze({ version, offered: peer.offer, supported: self.offer })
}
