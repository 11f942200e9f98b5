import { ORPCError, validateORPCError } from '@orpc/contract'
import { type AnswerContextAt, answerContexts } from './answer-context.js'
import { runAnswerHops } from './answer-hops.js'
import { convertError, errorIn } from './call-error.js'
import type { CallOptions } from './call-options.js'
import type { Chain } from './chain.js'
import { ContractError } from './errors.js'
import { ForeignAnswer } from './foreign-answer.js'
import { fresh } from './fresh.js'
import { tell } from './hook.js'
import { arrival, type LossSink, toLoss, type Trail } from './migrate.js'
import { named } from './named.js'
import { parseWith } from './parse.js'

/** Brings what a peer answers to one request back to the version of the caller. */
export interface AnswerConverter {
  readonly response: (value: unknown) => Promise<unknown>
  readonly event: (value: unknown) => Promise<unknown>
  readonly error: (error: unknown) => Promise<unknown>
}

export function answerConverter(chain: Chain, requests: Trail, options: CallOptions): AnswerConverter {
  const contextAt = answerContexts(chain, requests, options.newId)
  return {
    response: (value) => convertValue('response', value, chain, contextAt, options),
    event: (value) => convertValue('events', value, chain, contextAt, options),
    error: (error) => convertTypedError(error, chain, contextAt, options),
  }
}

async function convertValue(
  half: 'response' | 'events',
  value: unknown,
  chain: Chain,
  contextAt: AnswerContextAt,
  { peer, policy, onLoss, validate, withinServer }: CallOptions,
): Promise<unknown> {
  const native = chain.ending.kind === 'native'
  const parsed = withinServer || !native ? value : await parseWith(chain.target[half], value, refusedAnswer(chain, peer))
  if (native && chain.legs[half].length === 0) return parsed
  const note: LossSink = (leg, found) => found.forEach((loss) => tell(onLoss, toLoss(chain.procedure, half, leg, loss)))
  // the call has been executed, too late to reject: where nobody is told of losses, none are looked for
  const isTold = onLoss !== undefined && policy !== 'allow'
  const trail = runAnswerHops(chain, parsed, { half, contextAt, peer }, isTold ? note : undefined)
  const isTrusted = native && validate === 'edges'
  const arrived = isTrusted ? arrival(trail) : await parseWith(chain.source[half], arrival(trail), refusedConversion(half, chain, peer))
  // an emulation may give once more what it has given before
  return native ? arrived : fresh(arrived)
}

async function convertTypedError(error: unknown, chain: Chain, contextAt: AnswerContextAt, { withinServer }: CallOptions) {
  if (!(error instanceof ORPCError) || error.cause instanceof ForeignAnswer) return error
  const valid = await answeredError(error, chain)
  const converted = convertError(chain, contextAt, valid)
  if (withinServer || converted === valid || !(converted instanceof ORPCError)) return converted
  return validateORPCError(chain.source.procedure['~orpc'].errorMap, converted)
}

/** The error as the procedure that answers may throw it. An emulation's comes out of the contracts of other procedures. */
function answeredError(error: ORPCError<string, unknown>, { ending, target }: Chain) {
  const { errorMap } = target.procedure['~orpc']
  return validateORPCError(errorMap, ending.kind === 'native' ? error : errorIn(target, error, error))
}

const refusedAnswer = ({ procedure, to }: Chain, peer: string | undefined) => (issues: readonly unknown[]) =>
  new ContractError('ANSWER_INVALID', { procedure, version: to, issues, ...named(peer) })

const refusedConversion = (half: 'response' | 'events', { procedure, from, to }: Chain, peer: string | undefined) => (issues: readonly unknown[]) =>
  new ContractError('CONVERSION_INVALID', { procedure, half, from: to, to: from, issues, ...named(peer) })
