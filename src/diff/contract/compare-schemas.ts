import { compareHalf } from '../compare/compare.js'
import { jsonParty } from '../parser/party.js'
import { type Report, reportOf } from './report.js'

/** What changed between two JSON Schemas of any draft since 4: of a request, or of a response. */
export function compareSchemas(older: unknown, newer: unknown, direction: 'request' | 'response'): Report {
  const names = direction === 'request' ? { sender: 'senders on old', taker: 'receivers on new' } : { sender: 'senders on new', taker: 'receivers on old' }
  const findings = compareHalf({
    older: jsonParty(older),
    newer: jsonParty(newer),
    subject: { procedure: '', contract: '', direction },
    names,
  })
  return reportOf({ older: 'old', newer: 'new', findings })
}
