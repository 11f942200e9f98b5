import type { AnswerContextAt } from './answer-context.js'
import type { Chain } from './chain.js'
import { ContractError } from './errors.js'
import { type LossSink, runHops, type Trail } from './migrate.js'
import { named } from './named.js'
import { Refusal } from './refusal.js'

interface AnswerHopOptions {
  readonly half: 'response' | 'events'
  readonly contextAt: AnswerContextAt
  readonly peer?: string | undefined
}

/** An answer or event over its hops. @throws ContractError `ANSWER_INVALID` where one of them refuses it */
export function runAnswerHops(chain: Chain, answer: unknown, { half, contextAt, peer }: AnswerHopOptions, lost: LossSink | undefined): Trail {
  try {
    return runHops(chain.legs[half], answer, contextAt, lost)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { procedure, to: version } = chain
    const details = { procedure, version, issues: [{ message: error.message }], ...named(peer) }
    throw new ContractError('ANSWER_INVALID', details, { cause: error })
  }
}
