import { mapEventIterator } from '@orpc/client'
import { type AnswerConverter, answerConverter } from './call-answer.js'
import type { CallOptions } from './call-options.js'
import { convertRequest } from './call-request.js'
import type { Chain } from './chain.js'
import { emulate } from './emulate.js'
import { ContractError } from './errors.js'
import { fresh } from './fresh.js'
import { arrival } from './migrate.js'
import { named } from './named.js'

/**
 * One call through a chain: the request to the version of the peer, its answer, events or error back.
 * The loss policy decides before anything is sent. What is handed on of a converted request is nobody else's: an implementation may
 * change what it gets, and an emulation may send it when the caller has long changed its own.
 */
export async function callThrough(chain: Chain, request: unknown, options: CallOptions): Promise<unknown> {
  const { ending } = chain
  if (ending.kind === 'unavailable') throw unavailable(chain, ending, options.peer)
  const requests = await convertRequest(chain, request, options)
  const answers = answerConverter(chain, requests, options)
  try {
    const isItsOwn = ending.kind === 'native' && (requests.length === 1 || options.serializes)
    const sent = isItsOwn ? arrival(requests) : fresh(arrival(requests))
    const answer = ending.kind === 'native' ? await options.send(sent) : await emulate(ending, sent, options)
    if (chain.target.events === undefined) return await answers.response(answer)
    if (!isEventIterator(answer)) throw noStream(chain, options.peer)
    return convertEvents(answer, answers)
  } catch (error) {
    throw await answers.error(error)
  }
}

function convertEvents(events: AsyncIterator<unknown>, answers: AnswerConverter): AsyncIterator<unknown> {
  return mapEventIterator(events, {
    value: (value: unknown, done) => (done ? answers.response(value) : answers.event(value)),
    error: answers.error,
  })
}

function isEventIterator(value: unknown): value is AsyncIterator<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}

const noStream = ({ procedure, to }: Chain, peer: string | undefined) =>
  new ContractError('ANSWER_INVALID', {
    procedure,
    version: to,
    issues: [{ message: 'Expected a stream of events' }],
    ...named(peer),
  })

function unavailable(
  { procedure }: Chain,
  { version, reason }: { readonly version: string; readonly reason: string },
  peer: string | undefined,
) {
  return new ContractError('PROCEDURE_UNAVAILABLE', { procedure, version, reason, ...named(peer) })
}
