import type { Loss } from '@runners/contracts'
import type { PeerAgreement } from '@runners/contracts/client'
import { tell } from './child.js'

/** Tells the supervisor of an agreement. */
export function tellAgreement(agreement: PeerAgreement): void {
  void tell({ kind: 'agreed', agreement })
}

/** Tells the supervisor of a loss. */
export function tellLoss(loss: Loss): void {
  void tell({ kind: 'lost', loss })
}
