import { visible } from '../../diff/format/visible.js'
import { columns } from '../columns.js'
import type { PeerReport } from '../peer/peer-report.js'
import { spokenText } from '../peer/spoken-text.js'
import { verdictText } from './verdict-text.js'
import type { Verdict } from './verdicts.js'

/** A fleet for people: a row for each peer, then the verdicts. */
export function fleetText(reports: readonly PeerReport[], verdicts: readonly Verdict[]): string {
  const rows = columns([['PEER', 'CONTRACT', 'SPEAKS', 'AGREED', 'BY', 'MS'], ...reports.map(rowOf)])
  return [...rows, '', ...verdictText(verdicts, reports)].join('\n')
}

/** Why there is no agreement stands behind the last column. */
function rowOf({ peer, contract, versions, agreed, source, ms, error }: PeerReport): readonly string[] {
  const spoken = versions.length === 0 ? '-' : spokenText(versions)
  return [peer, contract ?? '-', spoken, agreed ?? '-', source ?? '-', String(ms), ...(error === null ? [] : [reasonOf(error)])]
}

/** The message of an error names the peer, which the row has: what is left of it where a reason is told apart. */
function reasonOf({ code, message, details }: NonNullable<PeerReport['error']>): string {
  return `${code}: ${visible('reason' in details ? details.reason : message)}`
}
