import type { AnySchema } from '@orpc/contract'
import type { Leg } from '../../engine/chain.js'
import type { ProcedureDetails } from '../../engine/procedures.js'
import type { Registry } from '../../engine/registry.js'
import type { Ledger } from './ledger.js'

/** The halves whose payloads a step converts both ways. */
export type ValueHalf = 'request' | 'response' | 'events'

/** One version's end of a hop. */
export interface Side {
  readonly version: string
  readonly schema: AnySchema | undefined
  readonly request: AnySchema | undefined
}

/** There and back over one hop, for one half of one procedure. */
export interface Trip {
  readonly registry: Registry
  /** `runner.execute` */
  readonly procedure: string
  readonly half: ValueHalf
  readonly start: Side
  readonly other: Side
  /** Which way leads to the other side. */
  readonly direction: 'up' | 'down'
  readonly there: readonly Leg[]
  readonly back: readonly Leg[]
  /** The same for the requests that answers belong to. */
  readonly requests: { readonly there: readonly Leg[]; readonly back: readonly Leg[] }
  readonly ledger: Ledger
}

/** A procedure as both ends of a hop have it. */
export interface Shared {
  readonly contract: string
  readonly procedure: string
  readonly older: { readonly version: string; readonly details: ProcedureDetails }
  readonly newer: { readonly version: string; readonly details: ProcedureDetails }
}

export function tripOf(registry: Registry, shared: Shared, half: ValueHalf, direction: 'up' | 'down', ledger: Ledger): Trip {
  const [start, other] = direction === 'up' ? [shared.older, shared.newer] : [shared.newer, shared.older]
  const legs = (from: typeof start, to: typeof start) => registry.chain(shared.contract, from.details.path, from.version, to.version).legs
  const [asking, asked] = [legs(start, other), legs(other, start)]
  const side = ({ version, details }: typeof start): Side => ({ version, schema: details[half], request: details.request })
  // an answer travels against the call
  const [there, back] = half === 'request' ? [asking.request, asked.request] : [asked[half], asking[half]]
  const requests = { there: asking.request, back: asked.request }
  return { registry, procedure: shared.procedure, half, start: side(start), other: side(other), direction, there, back, requests, ledger }
}

export const opposite = { up: 'down', down: 'up' } as const
