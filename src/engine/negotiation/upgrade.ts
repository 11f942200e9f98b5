import type SemVer from 'semver/classes/semver.js'
import rcompare from 'semver/functions/rcompare.js'
import { knownUnder, releaseOf } from './known.js'
import type { PreparedOffer } from './offer.js'
import type { Terms } from './terms.js'

/** Who must upgrade, and the version that would do. */
export interface Upgrade {
  readonly upgrade: 'peer' | 'self'
  readonly to: string
}

// `versions` are highest first; nothing above `top` means that the side is ahead with what may not be picked.
const lowestAbove = (versions: readonly SemVer[], top: SemVer | undefined): SemVer | undefined =>
  (top === undefined ? undefined : versions.findLast((version) => version.compare(top) > 0)) ?? versions.at(-1)

const firstUsable = (peer: PreparedOffer, self: PreparedOffer, { min, prerelease }: Terms): string => {
  const named = [...peer.known, ...self.known, ...(min === undefined ? [] : [min])]
  const highest = named.sort(rcompare)[0]
  if (highest === undefined) return '0.0.0'
  return (prerelease ? highest : releaseOf(highest)).version
}

/**
 * Who must upgrade where two sides agree on nothing.
 *
 * 1. A side without any version that the terms let be picked (too old for the floor, prereleases only, none at all) must upgrade.
 * 2. Where both have some, the side whose highest is lower must.
 * 3. It must upgrade to the lowest usable version of the other side above its own highest, or if there is none, to the lowest usable one.
 * 4. Where neither has any, this side must, since the terms are its own: to the floor, or to the release of the highest version that
 *    either has, whichever is higher; to 0.0.0, the lowest there is, where nothing is named at all.
 */
export const upgradeFor = (peer: PreparedOffer, self: PreparedOffer, terms: Terms): Upgrade => {
  const ofPeer = knownUnder(peer, terms)
  const ofSelf = knownUnder(self, terms)
  const [topOfPeer, topOfSelf] = [ofPeer[0], ofSelf[0]]
  const isPeerBehind = topOfSelf !== undefined && (topOfPeer === undefined || topOfPeer.compare(topOfSelf) < 0)
  const to = isPeerBehind ? lowestAbove(ofSelf, topOfPeer ?? peer.known[0]) : lowestAbove(ofPeer, topOfSelf ?? self.known[0])
  return { upgrade: isPeerBehind ? 'peer' : 'self', to: to?.version ?? firstUsable(peer, self, terms) }
}
