import type Comparator from 'semver/classes/comparator.js'
import Range from 'semver/classes/range.js'
import type SemVer from 'semver/classes/semver.js'
import rcompare from 'semver/functions/rcompare.js'
import minVersion from 'semver/ranges/min-version.js'
import { exactVersion } from './exact-version.js'
import type { PreparedOffer } from './offer.js'
import { offerInvalid, type OfferSide } from './offer-invalid.js'

/** Longest range that is read, in characters: node-semver's own limit for a version. Checked before any pattern runs. */
const MAX_LENGTH = 256

// npm's grammar takes `v1` and reads nothing (`''`, `1 ||`) as anything: on a wire both are accidents.
const ACCIDENT = /^\s*$|(?:^|[\s<>=~^])v/

/** The alternatives of a range, each parsed alone: node-semver folds `>=2.0.0-rc.1 || *` into `*`, which forgets what is named. */
const alternativesOf = (text: string): readonly Range[] | undefined => {
  const parts = text.split('||')
  if (parts.some((part) => ACCIDENT.test(part))) return undefined
  try {
    return parts.map((part) => new Range(part))
  } catch {
    return undefined
  }
}

const comparatorsOf = ({ set }: Range) => set.flat().filter(({ value }) => value !== '')
const isInclusive = ({ operator }: Comparator) => operator === '' || operator.endsWith('=')

const namedBy = (range: Range): readonly SemVer[] =>
  [minVersion(range), ...comparatorsOf(range).filter(isInclusive).map(({ semver }) => semver)]
    .flatMap((named) => exactVersion(named?.version ?? '') ?? [])

const firstIndex = (versions: readonly SemVer[], reached: (version: SemVer) => boolean): number => {
  let [low, high] = [0, versions.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const version = versions[middle]
    if (version !== undefined && reached(version)) high = middle
    else low = middle + 1
  }
  return low
}

/** The part of `versions` between the bounds of a range, by bisection: testing each of 1,000 versions would take 0.2 ms. */
const within = (versions: readonly SemVer[], range: Range): readonly SemVer[] => {
  const bounds = comparatorsOf(range)
  const upper = bounds.filter(({ operator }) => !operator.startsWith('>'))
  const lower = bounds.filter(({ operator }) => !operator.startsWith('<'))
  const start = firstIndex(versions, (version) => upper.every(({ semver }) => version.compare(semver) <= 0))
  const end = firstIndex(versions, (version) => lower.some(({ semver }) => version.compare(semver) < 0))
  return versions.slice(start, end)
}

/** A range as an offer. It is known to have what it names: a version after `=`, `>=` or `<=` (also those that `^`, `~`, `x` and `-` stand for), and the lowest one of each alternative. */
export const prepareRange = (text: string, side: OfferSide): PreparedOffer => {
  if (text.length > MAX_LENGTH) throw offerInvalid(side, text, `it is longer than ${MAX_LENGTH} characters`)
  const alternatives = alternativesOf(text)
  if (alternatives === undefined) throw offerInvalid(side, text, 'it is not a semver range')
  const speaks = (version: SemVer) => alternatives.some((range) => range.test(version))
  return {
    offer: text,
    complete: false,
    known: alternatives.flatMap(namedBy).filter(speaks).sort(rcompare),
    spell: (version) => (speaks(version) ? version.version : undefined),
    highestIn: (versions, accepts) =>
      alternatives
        .flatMap((range) => within(versions, range).find((version) => range.test(version) && accepts(version)) ?? [])
        .sort(rcompare)[0],
  }
}
