import { hopLines } from '../list/overview-text.js'
import type { PeerReport } from '../peer/peer-report.js'
import { spokenText } from '../peer/spoken-text.js'
import type { LostOnHop } from './lost-to.js'

/** What was found out of a peer, for people. */
export function probeText(report: PeerReport, latest: string, lost: readonly LostOnHop[]): string {
  const { peer, contract, versions, agreed, source, ms } = report
  const how = source === 'evidence' ? 'by evidence: it is older than discovery and answers as such a peer does' : 'by its discovery document'
  return [
    `${peer} ${contract === null ? 'did not show what it is' : `serves the contract ${contract}`}`,
    '',
    ...(versions.length === 0 ? [] : [`speaks  ${spokenText(versions)}`]),
    ...(contract === null ? [] : [`agreed  ${agreed === null ? 'nothing' : `${agreed}, ${how}`}`]),
    `took    ${ms} ms`,
    ...(agreed === null ? [] : lossText(agreed, latest, lost)),
  ].join('\n')
}

function lossText(agreed: string, latest: string, lost: readonly LostOnHop[]): readonly string[] {
  if (agreed === latest) return ['', `Nothing is lost: it speaks ${latest}, the latest.`]
  const hops = lost.flatMap((hop) => hopLines({ ...hop, routes: [] }))
  return ['', `A call of ${latest}, the latest, can lose on the way there and back:`, ...hops]
}
