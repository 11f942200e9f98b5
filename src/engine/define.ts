import { Refusal } from './refusal.js'
import type { HopDefinition } from './runtime-hop.js'

export type { Hop } from './hop.js'
export type { LossRule, Normalisation } from './loss.js'

/** A hop between two adjacent versions, from what converts each of their contracts. */
export function defineHop(hop: HopDefinition): HopDefinition {
  return hop
}

/**
 * Ends a conversion: this value has no counterpart in the other version, for this reason. A request is not sent then
 * (`CONVERSION_REFUSED`); of an answer or event the call may have been executed, and the peer is to blame (`ANSWER_INVALID`).
 */
export function refuse(reason: string): never {
  throw new Refusal(reason)
}
