import { ContractError, type Loss } from './errors.js'
import type { FoundLoss } from './loss.js'
import { named } from './named.js'

/**
 * What becomes of losses: `allow` them in silence, `report` them, or `reject` a request before anything is sent.
 * Where nothing is said, losses that their hop marks `policy: 'reject'` are rejected and the others reported.
 */
export type LossPolicy = 'allow' | 'report' | 'reject'

/** A loss together with what its hop wants done about it. */
export type LossToDecide = Loss & Pick<FoundLoss, 'policy'>

/** A policy that is misspelt refuses: it must not lose what nobody allowed to be lost. */
const refuses = (policy: LossPolicy | undefined, loss: LossToDecide) =>
  policy === undefined ? loss.policy === 'reject' : policy !== 'allow' && policy !== 'report'

/** The losses to report; throws `LOSSY_CONVERSION` where policy refuses some. */
export function decideLosses(
  losses: readonly LossToDecide[],
  policy: LossPolicy | undefined,
  call: { readonly procedure: string; readonly from: string; readonly to: string; readonly peer?: string | undefined },
): readonly Loss[] {
  const refused = losses.filter((loss) => refuses(policy, loss))
  if (refused.length > 0) {
    const { procedure, from, to, peer } = call
    throw new ContractError('LOSSY_CONVERSION', { procedure, from, to, losses: refused.map(plainLoss), ...named(peer) })
  }
  return policy === 'allow' ? [] : losses.map(plainLoss)
}

/** A loss as callers see it, without what its hop wants done about it. */
export const plainLoss = ({ procedure, half, path, reason, from, to }: Loss): Loss => ({ procedure, half, path, reason, from, to })
