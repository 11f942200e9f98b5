import type { PeerAgreement } from './peer-agreement.js'

/** What several calls keep to. Empty until the first of them is answered. */
export interface Pin {
  /** What they begin with, and from the first answer on what they keep. */
  agreement?: PeerAgreement | undefined
  /** Whether one was answered, or may have been executed. */
  isHeld: boolean
}
