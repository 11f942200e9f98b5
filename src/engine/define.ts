import { Refusal } from './refusal.js'
import type { HopDefinition } from './runtime-hop.js'

export type { Hop } from './hop.js'
export type { LossRule, Normalisation } from './loss.js'

/** A hop between two adjacent versions, from what converts each of their contracts. */
export function defineHop(hop: HopDefinition): HopDefinition {
  return hop
}

/** Ends a request's conversion: this value has no counterpart in the other version, for this reason. It reaches the caller as `CONVERSION_REFUSED`. */
export function refuse(reason: string): never {
  throw new Refusal(reason)
}
