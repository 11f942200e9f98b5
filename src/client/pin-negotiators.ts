import { tell } from '../engine/hook.js'
import type { Negotiator } from './negotiator.js'
import type { PeerAgreement } from './peer-agreement.js'
import type { Pin } from './pin.js'

/** A negotiator that may be told that a call has begun: the peer did not reject it. */
export interface Talks extends Negotiator {
  readonly begun?: (agreement: PeerAgreement) => void
}

/** Agrees as `negotiator` does until a call has begun, and from then on takes nothing else: a rejection is final. */
export function keepingTo(pin: Pin, { agree, renegotiate }: Negotiator): Talks {
  return {
    agree: async (signal) => pin.agreement ?? agree(signal),
    renegotiate: async (...rejection) => {
      if (pin.isHeld) return undefined
      const next = await renegotiate?.(...rejection)
      if (!pin.isHeld) pin.agreement = next
      return pin.agreement
    },
    begun: (agreement) => {
      if (!pin.isHeld) Object.assign(pin, { agreement, isHeld: true } satisfies Pin)
    },
  }
}

/** Asks nobody, and takes no other. */
export function createPin(agreement: PeerAgreement, onAgreement?: (agreement: PeerAgreement) => void): Negotiator {
  const frozen = Object.freeze(agreement)
  let isTold = false
  return {
    agree: async () => {
      if (!isTold) tell(onAgreement, frozen)
      isTold = true
      return frozen
    },
  }
}
