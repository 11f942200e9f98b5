import type { Chain } from './chain.js'
import type { AnswerContext } from './hop.js'
import type { Trail } from './migrate.js'

/** What an answer's conversion may use at each hop. */
export type AnswerContextAt = (index: number) => AnswerContext

/** An answer crosses the hops in reverse: at each it sees the request as either side of that hop had it. */
export function answerContexts({ legs }: Chain, requests: Trail, newId: () => string): AnswerContextAt {
  return (index) => {
    const crossing = legs.request.length - 1 - index
    const [caller, callee] = [requests[crossing], requests[crossing + 1]]
    const callerIsOlder = legs.request[crossing]?.direction === 'up'
    return { newId, request: callerIsOlder ? { older: caller, newer: callee } : { older: callee, newer: caller } }
  }
}
