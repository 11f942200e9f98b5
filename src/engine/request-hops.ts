import type { Chain } from './chain.js'
import { ContractError } from './errors.js'
import { type LossSink, runHops, type Trail } from './migrate.js'
import { named } from './named.js'
import { Refusal } from './refusal.js'

interface RequestHopOptions {
  readonly newId: () => string
  readonly peer?: string | undefined
}

/** A request over its hops. @throws ContractError `CONVERSION_REFUSED` where one of them refuses it */
export function runRequestHops(chain: Chain, request: unknown, { newId, peer }: RequestHopOptions, lost: LossSink): Trail {
  try {
    return runHops(chain.legs.request, request, () => ({ newId }), lost)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { procedure, from, to } = chain
    const details = { procedure, from, to, reason: error.message, ...named(peer) }
    throw new ContractError('CONVERSION_REFUSED', details, { cause: error })
  }
}
