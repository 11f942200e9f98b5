import type { Fault } from './fault.js'

/** One request on its way through the gateway, and what became of it. */
export interface Passage {
  readonly id: string
  /** Address that it was sent to. */
  readonly to: string
  readonly method: string
  readonly path: string
  /** The caller's own name for its call: a link that sends again sends it again. Absent for discovery. */
  readonly callId: string | undefined
  readonly fault: Fault | undefined
  /** Process that it was passed on to. */
  backend?: string
  /** Status of the answer that HTTP ended, whatever it said. */
  answered?: number
}
