import { visible } from '../../diff/format/visible.js'
import { columns } from '../columns.js'
import type { PeerReport } from '../peer/peer-report.js'
import { spokenText } from '../peer/spoken-text.js'
import { verdictText } from './verdict-text.js'
import type { Verdict } from './verdicts.js'

/** Most characters of what a peer says of its versions, and of why there is no agreement: one peer must not widen every row. */
const [SPOKEN, REASON] = [80, 300]

/** A fleet for people: a row for each peer, then the verdicts. */
export function fleetText(reports: readonly PeerReport[], verdicts: readonly Verdict[]): string {
  const rows = columns([['PEER', 'CONTRACT', 'SPEAKS', 'AGREED', 'BY', 'MS'], ...reports.map(rowOf)])
  return [...rows, '', ...verdictText(verdicts, reports)].join('\n')
}

/** Why there is no agreement stands behind the last column. */
function rowOf({ peer, contract, versions, agreed, source, ms, error }: PeerReport): readonly string[] {
  const spoken = versions.length === 0 ? '-' : cut(spokenText(versions), SPOKEN)
  return [peer, contract ?? '-', spoken, agreed ?? '-', source ?? '-', String(ms), ...(error === null ? [] : [reasonOf(error)])]
}

/** The message of an error names the peer, which the row has: what is left of it where a reason is told apart. */
function reasonOf({ code, message, details }: NonNullable<PeerReport['error']>): string {
  return `${code}: ${cut(visible('reason' in details ? details.reason : message), REASON)}`
}

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text)
