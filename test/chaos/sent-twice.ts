import type { Executed } from './journal.js'
import type { Passage } from './passage.js'

/** Requests of one call, one after the other. */
export interface Resent {
  readonly first: Passage
  readonly second: Passage
}

/** The requests that links sent again: callers name each call of theirs anew, so whatever has the name of an earlier one is a link's. */
export function resentIn(passages: readonly Passage[]): readonly Resent[] {
  const last = new Map<string, Passage>()
  const resent: Resent[] = []
  for (const passage of passages) {
    // a watch that is emulated asks again and again
    if (passage.callId === undefined || passage.method === 'GET') continue
    const first = last.get(passage.callId)
    if (first !== undefined) resent.push({ first, second: passage })
    last.set(passage.callId, passage)
  }
  return resent
}

/** Whether the first was rejected, so that the second was allowed: a whole 404, and nothing was executed. */
export const wasRejected = ({ first }: Resent, executed: readonly Executed[]): boolean =>
  first.answered === 404 && !executed.some(({ passageId }) => passageId === first.id)
