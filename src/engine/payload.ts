import { answerContexts } from './answer-context.js'
import { runAnswerHops } from './answer-hops.js'
import type { Chain, Ending } from './chain.js'
import { emulationLosses } from './emulation-losses.js'
import { ContractError, type Loss } from './errors.js'
import { fresh } from './fresh.js'
import { arrival, type LossSink, toLoss, type Trail } from './migrate.js'
import { parseWith } from './parse.js'
import { plainLoss } from './policy.js'
import type { HalfName, ProcedureDetails } from './procedures.js'
import { runRequestHops } from './request-hops.js'

/** A payload converted on its own, outside of a call. */
export interface Converted {
  readonly value: unknown
  readonly losses: readonly Loss[]
}

export interface PayloadOptions {
  readonly half: Exclude<HalfName, 'errors'>
  readonly newId: () => string
  /** For an answer: the call's request as the caller sends it. */
  readonly request?: unknown
}

/**
 * Converts one payload over a chain whose caller sends requests and gets answers: a request travels `chain.from` to
 * `chain.to`, an answer the other way. It is parsed where it starts and where it arrives.
 */
export async function convertPayload(chain: Chain, value: unknown, options: PayloadOptions): Promise<Converted> {
  const { half } = options
  const { ending } = chain
  if (ending.kind !== 'native') throw noCounterpart(chain, ending)
  const caller = { version: chain.from, details: chain.source }
  const callee = { version: chain.to, details: chain.target }
  const [start, end] = half === 'request' ? [caller, callee] : [callee, caller]
  const parsed = await parseAt(start, start, chain, half, value)
  const { trail, losses } = half === 'request' ? travel(chain, parsed, options.newId) : await travelBack(chain, parsed, half, options)
  // the caller holds both: changing the one must not change the other
  return { value: fresh(await parseAt(start, end, chain, half, arrival(trail))), losses }
}

/**
 * What a parsed request would lose on its way, an emulation that would answer it included; nothing is sent.
 * @throws ContractError `PROCEDURE_UNAVAILABLE`, `CONVERSION_REFUSED` where it would not get there at all
 */
export function requestLosses(chain: Chain, value: unknown, newId: () => string): readonly Loss[] {
  const { ending } = chain
  if (ending.kind === 'unavailable') throw noCounterpart(chain, ending)
  const { trail, losses } = travel(chain, value, newId)
  return [...losses, ...emulationLosses(chain, arrival(trail)).map(plainLoss)]
}

function travel(chain: Chain, request: unknown, newId: () => string) {
  const losses: Loss[] = []
  const trail = runRequestHops(chain, request, { newId }, noteIn(losses, chain, 'request'))
  return { trail, losses }
}

async function travelBack(chain: Chain, value: unknown, half: 'response' | 'events', options: Omit<PayloadOptions, 'half'>) {
  const requests = await requestTrail(chain, options)
  const losses: Loss[] = []
  const contextAt = answerContexts(chain, requests, options.newId)
  const trail = runAnswerHops(chain, value, { half, contextAt }, noteIn(losses, chain, half))
  return { trail, losses }
}

const noteIn = (losses: Loss[], { procedure }: Chain, half: PayloadOptions['half']): LossSink => (leg, found) =>
  void losses.push(...found.map((loss) => toLoss(procedure, half, leg, loss)))

/** The call's request at each version. Where it is not given it is empty everywhere: no step can convert what is not there. */
export async function requestTrail(chain: Chain, { request, newId }: Omit<PayloadOptions, 'half'>): Promise<Trail> {
  if (request === undefined) return [{}, ...chain.legs.request.map(() => ({}))]
  const caller = { version: chain.from, details: chain.source }
  return travel(chain, await parseAt(caller, caller, chain, 'request', request), newId).trail
}

interface End {
  readonly version: string
  readonly details: ProcedureDetails
}

function parseAt({ version: from }: End, { version: to, details }: End, { procedure }: Chain, half: PayloadOptions['half'], value: unknown) {
  return parseWith(details[half], value, (issues) => new ContractError('CONVERSION_INVALID', { procedure, half, from, to, issues }))
}

export function noCounterpart({ procedure, to: last }: Chain, ending: Exclude<Ending, { kind: 'native' }>): Error {
  if (ending.kind === 'unavailable') return new ContractError('PROCEDURE_UNAVAILABLE', { procedure, version: ending.version, reason: ending.reason })
  const version = ending.older === last ? ending.newer : ending.older
  const reason = 'it is emulated, so that its payloads have no counterpart'
  return new ContractError('PROCEDURE_UNAVAILABLE', { procedure, version, reason })
}
