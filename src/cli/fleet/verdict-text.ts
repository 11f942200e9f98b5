import { isKnown, type PeerReport } from '../peer/peer-report.js'
import { someOf } from '../some-of.js'
import { leftWithNothing, type Verdict } from './verdicts.js'

/** Most peers that are named in a line. */
const NAMED = 10

/** The verdict for each version, a line each, and what it rests on. */
export function verdictText(verdicts: readonly Verdict[], reports: readonly PeerReport[]): readonly string[] {
  const silent = counted(reports.filter((report) => !isKnown(report)).length, 'peer')
  const lines = verdicts.map((one) => lineOf(one, silent, seenText(reports)))
  if (!verdicts.some(({ verdict }) => verdict === 'retirable')) return lines
  const left = leftWithNothing(reports, verdicts)
  const warning = `Not all of them at once: that leaves nothing to speak with ${counted(left.length, 'peer')}: ${someOf(left, NAMED)}`
  return [
    ...lines,
    ...(left.length === 0 ? [] : [warning]),
    'Of several peers behind one URL, as behind a load balancer, only one answered: the others may need what it does not.',
    'Callers that speak an old version to these peers are not seen from here: the handlers of the peers count these.',
  ]
}

function lineOf({ version, verdict, neededBy, usedBy }: Verdict, silent: string, seen: string): string {
  const others = silent.startsWith('0 ') ? '' : `; ${silent} gave no usable answer`
  if (verdict === 'latest') return `${version} is the latest: in use by ${counted(usedBy.length, 'peer')}${others}`
  if (verdict === 'needed') return `${version} is still needed by ${counted(neededBy.length, 'peer')}: ${someOf(neededBy, NAMED)}${others}`
  if (verdict === 'unknown') return `${version}: cannot be told, ${silent} gave no usable answer, and no other needs it`
  return `${version} can be retired: none of ${seen} needs it`
}

/** `2 runners and 1 orchestrator`: what was not asked may need what these do not. */
function seenText(reports: readonly PeerReport[]): string {
  const contracts = [...new Set(reports.flatMap(({ contract }) => contract ?? []))]
  return contracts.map((contract) => counted(reports.filter((report) => report.contract === contract).length, contract)).join(' and ')
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`
