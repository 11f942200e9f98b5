import type SemVer from 'semver/classes/semver.js'
import { exactVersion } from './exact-version.js'
import { offerInvalid } from './offer-invalid.js'

export interface NegotiateOptions {
  /** Floor, an exact version such as `2.0.0`: nothing below it is agreed on. Build metadata does not count. */
  readonly min?: string | undefined
  /** Whether a prerelease may be agreed on; false unless said. A range still covers only the prereleases that it names, as in npm. */
  readonly prerelease?: boolean | undefined
}

/** {@link NegotiateOptions}, checked. */
export interface Terms {
  readonly min: SemVer | undefined
  readonly prerelease: boolean
}

const readOptions = (options: NegotiateOptions) => {
  if (typeof options !== 'object') throw offerInvalid('min', options, 'the options are not an object')
  try {
    return { min: options.min as unknown, prerelease: options.prerelease === true }
  } catch {
    throw offerInvalid('min', options, 'the options cannot be read')
  }
}

export const readTerms = (options: NegotiateOptions): Terms => {
  const { min, prerelease } = readOptions(options)
  if (min === undefined) return { min, prerelease }
  const floor = typeof min === 'string' ? exactVersion(min) : undefined
  if (floor === undefined) throw offerInvalid('min', min, 'it is not an exact semver version')
  return { min: floor, prerelease }
}

/** Whether the terms let `version` be picked. */
export const allows = ({ min, prerelease }: Terms, version: SemVer): boolean =>
  (prerelease || version.prerelease.length === 0) && (min === undefined || version.compare(min) >= 0)
