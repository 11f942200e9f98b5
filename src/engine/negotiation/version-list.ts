import type SemVer from 'semver/classes/semver.js'
import compareBuild from 'semver/functions/compare-build.js'
import { exactVersion } from './exact-version.js'
import type { PreparedOffer } from './offer.js'
import { offerInvalid, type OfferSide } from './offer-invalid.js'

const entryVersion = (entry: unknown, index: number, side: OfferSide): SemVer => {
  const version = typeof entry === 'string' ? exactVersion(entry) : undefined
  if (version === undefined) throw offerInvalid(side, entry, `entry ${index} is not an exact semver version`)
  return version
}

/** A list as an offer. Where it spells one version twice (`1.0.0+a`, `1.0.0+b`), the higher build's spelling counts. */
export const prepareList = (entries: readonly unknown[], side: OfferSide): PreparedOffer => {
  const versions = entries.map((entry, index) => entryVersion(entry, index, side))
  const offer = Object.freeze(versions.map(({ raw }) => raw))
  const ascending = versions.sort((a, b) => compareBuild(a, b))
  const spellings = new Map(ascending.map(({ version, raw }) => [version, raw]))
  return {
    offer,
    complete: true,
    known: ascending.reverse(),
    spell: ({ version }) => spellings.get(version),
    highestIn: (candidates, accepts) => candidates.find((one) => spellings.has(one.version) && accepts(one)),
  }
}
