import type { Chain } from './chain.js'
import { findLosses } from './loss.js'
import type { LossToDecide } from './policy.js'

/** What emulating a request would lose; none where its procedure is not emulated. */
export function emulationLosses({ ending, procedure, to: from }: Chain, request: unknown): readonly LossToDecide[] {
  if (ending.kind !== 'emulated') return []
  const to = from === ending.older ? ending.newer : ending.older
  return findLosses(ending.losses, request).map((loss) => ({ ...loss, procedure, half: 'request', from, to }))
}
