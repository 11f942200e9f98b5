import type { Chain, Ending } from './chain.js'
import { findLosses } from './loss.js'
import type { LossToDecide } from './policy.js'

/** The version that lacks an emulated procedure. */
export const lackingVersion = ({ to }: Chain, { older, newer }: Extract<Ending, { kind: 'emulated' }>): string => (to === older ? newer : older)

/** What emulating a request would lose; none where its procedure is not emulated. */
export function emulationLosses(chain: Chain, request: unknown): readonly LossToDecide[] {
  const { ending, procedure, to: from } = chain
  if (ending.kind !== 'emulated') return []
  const to = lackingVersion(chain, ending)
  return findLosses(ending.losses, request).map((loss) => ({ ...loss, procedure, half: 'request', from, to }))
}
