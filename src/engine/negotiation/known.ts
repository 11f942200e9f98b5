import SemVer from 'semver/classes/semver.js'
import rcompare from 'semver/functions/rcompare.js'
import type { PreparedOffer } from './offer.js'
import { allows, type Terms } from './terms.js'

/** The release that a prerelease leads to; a release is its own. */
export const releaseOf = ({ major, minor, patch }: SemVer): SemVer => new SemVer(`${major}.${minor}.${patch}`)

// What a range names because of the terms: the floor, and 2.0.0 where `>=2.0.0-rc.1` must start at a release.
const impliedBy = (range: PreparedOffer, { min, prerelease }: Terms): readonly SemVer[] =>
  [...(min === undefined ? [] : [min]), ...(prerelease ? [] : range.known.map(releaseOf))]
    .filter((version) => range.spell(version) !== undefined)

/** The versions that `side` is known to have and that the terms let be picked, highest first. */
export const knownUnder = (side: PreparedOffer, terms: Terms): readonly SemVer[] => {
  const known = side.complete ? side.known : [...side.known, ...impliedBy(side, terms)].sort(rcompare)
  return known.filter((version) => allows(terms, version))
}
