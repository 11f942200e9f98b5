import { ORPCError } from '@orpc/contract'
import type { CallOptions } from './call-options.js'
import type { Chain } from './chain.js'
import { ContractError } from './errors.js'
import { tell } from './hook.js'
import { findLosses } from './loss.js'
import { arrival, type LossSink, runHops, toLoss, type Trail } from './migrate.js'
import { parseWith } from './parse.js'
import { Refusal } from './refusal.js'
import { decideLosses, type LossToDecide } from './policy.js'

/** The request at each version on its way; the last is what the peer's version (or the emulation) takes. */
export async function convertRequest(chain: Chain, request: unknown, options: CallOptions): Promise<Trail> {
  const native = chain.ending.kind === 'native'
  if (native && chain.legs.request.length === 0) return [request]
  const { policy, peer, parsedElsewhere = false } = options
  const parsed = parsedElsewhere ? request : await parseWith(chain.source.request, request, refusedRequest)
  const losses: LossToDecide[] = []
  const trail = runRequestHops(chain, parsed, options, (leg, found) => {
    losses.push(...found.map((loss) => ({ ...toLoss(chain.procedure, 'request', leg, loss), ...(loss.policy && { policy: loss.policy }) })))
  })
  decideEmulated(chain, arrival(trail), options)
  for (const loss of decideLosses(losses, policy, { ...chain, peer })) tell(options.onLoss, loss)
  if (parsedElsewhere && native) return trail
  return [...before(trail), await parseWith(chain.target.request, arrival(trail), refusedConversion(chain, peer))]
}

/** The calls of an emulation report their losses themselves; what they would reject is rejected before it begins. */
function decideEmulated({ procedure, ending, from, to }: Chain, request: unknown, { policy, peer }: CallOptions): void {
  if (ending.kind !== 'emulated') return
  const end = to === ending.older ? ending.newer : ending.older
  const losses = findLosses(ending.losses, request).map((loss) => ({ ...loss, procedure, half: 'request' as const, from: to, to: end }))
  decideLosses(losses, policy, { procedure, from, to: end, peer })
}

function runRequestHops({ legs, procedure, from, to }: Chain, request: unknown, { newId, peer }: CallOptions, lost: LossSink): Trail {
  try {
    return runHops(legs.request, request, () => ({ newId }), lost)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { message: reason } = error
    throw new ContractError('CONVERSION_REFUSED', { procedure, from, to, reason, ...(peer !== undefined && { peer }) }, { cause: error })
  }
}

const before = (trail: Trail) => trail.slice(0, -1) as [] | [unknown, ...unknown[]]

/** The same error that oRPC gives on the other side, before anything is sent. */
const refusedRequest = (issues: readonly unknown[]) =>
  new ORPCError('BAD_REQUEST', { message: 'Input validation failed', data: { issues } })

const refusedConversion = ({ procedure, from, to }: Chain, peer: string | undefined) => (issues: readonly unknown[]) =>
  new ContractError('CONVERSION_INVALID', { procedure, half: 'request', from, to, issues, ...(peer !== undefined && { peer }) })
