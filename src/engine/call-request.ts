import { ORPCError } from '@orpc/contract'
import type { CallOptions } from './call-options.js'
import type { Chain } from './chain.js'
import { ContractError } from './errors.js'
import { arrival, runHops, toLoss, type Trail } from './migrate.js'
import { parseWith } from './parse.js'
import { decideLosses, type LossToDecide } from './policy.js'

/** The request at each version on its way; the last is what the peer's version (or the emulation) takes. */
export async function convertRequest(chain: Chain, request: unknown, options: CallOptions): Promise<Trail> {
  const native = chain.ending.kind === 'native'
  if (native && chain.legs.request.length === 0) return [request]
  const { newId, policy, peer, parsedElsewhere = false } = options
  const parsed = parsedElsewhere ? request : await parseWith(chain.source.request, request, refusedRequest)
  const losses: LossToDecide[] = []
  const trail = runHops(chain.legs.request, parsed, () => ({ newId }), (leg, found) => {
    losses.push(...found.map((loss) => ({ ...toLoss(chain.procedure, 'request', leg, loss), ...(loss.policy && { policy: loss.policy }) })))
  })
  for (const loss of decideLosses(losses, policy, { ...chain, peer })) options.onLoss?.(loss)
  if (parsedElsewhere && native) return trail
  return [...before(trail), await parseWith(chain.target.request, arrival(trail), refusedConversion(chain, peer))]
}

const before = (trail: Trail) => trail.slice(0, -1) as [] | [unknown, ...unknown[]]

/** The same error that oRPC gives on the other side, before anything is sent. */
const refusedRequest = (issues: readonly unknown[]) =>
  new ORPCError('BAD_REQUEST', { message: 'Input validation failed', data: { issues } })

const refusedConversion = ({ procedure, from, to }: Chain, peer: string | undefined) => (issues: readonly unknown[]) =>
  new ContractError('CONVERSION_INVALID', { procedure, half: 'request', from, to, issues, ...(peer !== undefined && { peer }) })
