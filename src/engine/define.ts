import type { HopDefinition } from './runtime-hop.js'

export type { Hop } from './hop.js'
export type { LossRule, Normalisation } from './loss.js'

/** A hop between two adjacent versions, from what converts each of their contracts. */
export function defineHop(hop: HopDefinition): HopDefinition {
  return hop
}
