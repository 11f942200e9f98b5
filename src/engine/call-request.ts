import { ORPCError, type SchemaIssue, ValidationError } from '@orpc/contract'
import type { CallOptions } from './call-options.js'
import type { Chain } from './chain.js'
import { emulationLosses } from './emulation-losses.js'
import { ContractError } from './errors.js'
import { tell } from './hook.js'
import { arrival, toLoss, type Trail } from './migrate.js'
import { named } from './named.js'
import { parseWith } from './parse.js'
import { decideLosses, type LossToDecide } from './policy.js'
import type { ProcedureDetails } from './procedures.js'
import { runRequestHops } from './request-hops.js'

/** The request at each version on its way; the last is what the peer's version (or the emulation) takes. */
export async function convertRequest(chain: Chain, request: unknown, options: CallOptions): Promise<Trail> {
  const native = chain.ending.kind === 'native'
  const { policy, peer, validate, withinServer = false } = options
  if (native && chain.legs.request.length === 0) return [await unconverted(chain.source, request, withinServer)]
  // a copy: the caller may change what it gave before the answer is converted
  const parsed = await parseWith(chain.source.request, request, refusedRequest(request, withinServer), true)
  const losses: LossToDecide[] = []
  const trail = runRequestHops(chain, parsed, options, (leg, found) => {
    losses.push(...found.map((loss) => ({ ...toLoss(chain.procedure, 'request', leg, loss), ...(loss.policy && { policy: loss.policy }) })))
  })
  if (!native) decideEmulated(chain, arrival(trail), options)
  if (losses.length > 0) for (const loss of decideLosses(losses, policy, { ...chain, peer })) tell(options.onLoss, loss)
  const arrived = arrival(trail)
  const isTrusted = native && (withinServer || validate === 'edges')
  const sent = isTrusted ? arrived : await parseWith(chain.target.request, arrived, refusedConversion(chain, peer))
  return sent === arrived ? trail : [...before(trail), sent]
}

/** The calls of an emulation report their losses themselves; what they would reject is rejected before it begins. */
function decideEmulated(chain: Chain, request: unknown, { policy, peer }: CallOptions): void {
  const losses = emulationLosses(chain, request)
  const { procedure, from } = chain
  const [{ to } = chain] = losses
  decideLosses(losses, policy, { procedure, from, to, peer })
}

/** The peer parses it; but of a path every URL parser on the way makes its own before the peer can refuse it: `/run/../status` is `/status`. */
async function unconverted({ isInPath, request: schema }: ProcedureDetails, request: unknown, withinServer: boolean): Promise<unknown> {
  return isInPath && !withinServer ? parseWith(schema, request, refusedRequest(request, false)) : request
}

const before = (trail: Trail) => trail.slice(0, -1) as [] | [unknown, ...unknown[]]

/** The same error that oRPC gives on the other side, before anything is sent. */
const refusedRequest = (data: unknown, withinServer: boolean) => (issues: readonly SchemaIssue[]) => {
  const message = 'Input validation failed'
  // for an interceptor of the server; a client's errors are logged, and would take the request with them
  return new ORPCError('BAD_REQUEST', { message, data: { issues }, ...(withinServer && { cause: new ValidationError({ message, issues, data }) }) })
}

const refusedConversion = ({ procedure, from, to }: Chain, peer: string | undefined) => (issues: readonly unknown[]) =>
  new ContractError('CONVERSION_INVALID', { procedure, half: 'request', from, to, issues, ...named(peer) })
