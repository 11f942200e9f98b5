import { spokenByBoth } from '../../client/spoken-by-both.js'
import { readTerms } from '../../engine/negotiation/terms.js'
import { isKnown, type PeerReport } from '../peer/peer-report.js'

/** Whether a version may go, as `--json` prints it. Fields are only added. */
export interface Verdict {
  readonly version: string
  /**
   * - `latest`: it stays
   * - `needed`: without it some peer and this package have no version in common
   * - `unknown`: no peer is known to need it, and not all are known
   * - `retirable`: every peer is known, and none needs it
   */
  readonly verdict: 'latest' | 'needed' | 'unknown' | 'retirable'
  /** Peers that have no other version in common with this package. */
  readonly neededBy: readonly string[]
  /** Peers that a client of this package speaks it to. */
  readonly usedBy: readonly string[]
}

/** A verdict for each version of `supported`, which are the registry's, oldest first. Each is about that version alone. */
export function verdictsOf(reports: readonly PeerReport[], supported: readonly string[]): readonly Verdict[] {
  const areAllKnown = reports.every(isKnown)
  const common = commonTo(reports, supported)
  return supported.map((version) => {
    const neededBy = common.filter(({ versions }) => versions.length === 1 && versions[0] === version).map(({ peer }) => peer)
    const usedBy = reports.filter(({ agreed }) => agreed === version).map(({ peer }) => peer)
    const open = neededBy.length > 0 ? 'needed' : areAllKnown ? 'retirable' : 'unknown'
    return { version, verdict: version === supported.at(-1) ? 'latest' : open, neededBy, usedBy }
  })
}

/** Peers that would be left with nothing if everything that can be retired went at once. */
export function leftWithNothing(reports: readonly PeerReport[], verdicts: readonly Verdict[]): readonly string[] {
  const retirable = new Set(verdicts.filter(({ verdict }) => verdict === 'retirable').map(({ version }) => version))
  const common = commonTo(reports, verdicts.map(({ version }) => version))
  return common.filter(({ versions }) => versions.length > 0 && versions.every((version) => retirable.has(version))).map(({ peer }) => peer)
}

/** What each known peer and `supported` have in common. */
function commonTo(reports: readonly PeerReport[], supported: readonly string[]) {
  const terms = readTerms({})
  const offered = ({ versions }: PeerReport) => versions.map(({ version }) => version)
  return reports.filter(isKnown).map((report) => ({ peer: report.peer, versions: spokenByBoth(offered(report), supported, terms) }))
}
