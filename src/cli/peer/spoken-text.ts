import { shown } from '../../engine/negotiation/shown.js'
import { someOf } from '../some-of.js'
import type { SpokenVersion } from './peer-report.js'

/** Versions in a peer's own words, made harmless: `1.0.0 (deprecated 2026-07-01, sunset 2027-01-31), 2.0.0`. */
export function spokenText(versions: readonly SpokenVersion[]): string {
  return someOf(versions.map(versionText), 10)
}

function versionText({ version, deprecated, sunset }: SpokenVersion): string {
  const dates = Object.entries({ deprecated, sunset }).flatMap(([what, date]) => (date === null ? [] : [`${what} ${shown(date)}`]))
  return dates.length === 0 ? shown(version) : `${shown(version)} (${dates.join(', ')})`
}
