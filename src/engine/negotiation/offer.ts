import type SemVer from 'semver/classes/semver.js'

/**
 * What one side speaks: a list of exact semver versions (`['1.0.0', '2.0.0']`, no `v`, at most 1,000),
 * or one semver range in npm's grammar (`'>=1.0.0 <3.0.0'`; no `v`, no empty alternative: "anything" is `'*'`).
 * No version and no range is longer than 256 characters.
 */
export type Offer = readonly string[] | string

/** Most versions that one list may hold. A longer one is refused by its length alone, unread. */
export const MAX_OFFERS = 1000

/** An {@link Offer}, checked, parsed and sorted. */
export interface PreparedOffer {
  /** A frozen copy of what was given. */
  readonly offer: Offer
  /** Whether `known` is all there is: so for a list. */
  readonly complete: boolean
  /** Versions that this side is known to have, highest first. Of a range, those that it names. */
  readonly known: readonly SemVer[]
  /** How this side writes `version`, undefined where it does not speak it. */
  readonly spell: (version: SemVer) => string | undefined
  /** The highest of `versions` (highest first) that this side speaks and `accepts` takes. */
  readonly highestIn: (versions: readonly SemVer[], accepts: (version: SemVer) => boolean) => SemVer | undefined
}
