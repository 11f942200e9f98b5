import type { Leg } from './chain.js'
import type { Loss } from './errors.js'
import { findLosses, type FoundLoss } from './loss.js'

/** A value at each version on its way: first as it came, last as it arrives. */
export type Trail = readonly [unknown, ...unknown[]]

/** Takes note of what a leg loses, before it is lost. */
export type LossSink = (leg: Leg, losses: readonly FoundLoss[]) => void

/** The one loop that runs hops. */
export function runHops(legs: readonly Leg[], value: unknown, contextAt: (index: number) => unknown, lost: LossSink | undefined): Trail {
  const trail: [unknown, ...unknown[]] = [value]
  for (const leg of legs) {
    const index = trail.length - 1
    const current = trail[index]
    if (lost !== undefined && leg.losses.length > 0) tellLosses(leg, current, lost)
    trail.push(leg.convert === undefined ? current : leg.convert(current, contextAt(index) as never))
  }
  return trail
}

function tellLosses(leg: Leg, value: unknown, lost: LossSink): void {
  const found = findLosses(leg.losses, value)
  if (found.length > 0) lost(leg, found)
}

/** What a value is where it arrives. */
export const arrival = (trail: Trail): unknown => trail[trail.length - 1]

/** A loss as callers see it. */
export function toLoss(procedure: string, half: Loss['half'], { from, to }: Leg, { path, reason }: FoundLoss): Loss {
  return { procedure, half, path, reason, from, to }
}
