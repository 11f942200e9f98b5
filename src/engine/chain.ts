import { type CompiledLossRule, compileLossRules } from './loss.js'
import type { HalfName, ProcedureDetails } from './procedures.js'
import type { Emulate, ErrorValue, ProcedureSteps } from './runtime-hop.js'

/** From the older version to the newer, or back. */
export type Direction = 'up' | 'down'

/** One conversion, its types forgotten. */
export type Convert = (value: unknown, context: never) => unknown

/** One hop of one half, in the direction in which the value travels. */
export interface Leg {
  readonly from: string
  readonly to: string
  readonly direction: Direction
  /** Absent where nothing changes. */
  readonly convert?: Convert
  readonly losses: readonly CompiledLossRule[]
}

/** How the calling version's procedure is answered at the far end. */
export type Ending =
  | { readonly kind: 'native' }
  | { readonly kind: 'emulated'; readonly emulate: Emulate; readonly older: string; readonly newer: string; readonly losses: readonly CompiledLossRule[] }
  | { readonly kind: 'unavailable'; readonly version: string; readonly reason: string }

/** The hops of one procedure between a caller's version and a peer's, composed once. */
export interface Chain {
  readonly contract: string
  readonly path: readonly string[]
  /** `runner.execute` */
  readonly procedure: string
  /** Version of the caller. */
  readonly from: string
  /** Version in which the procedure is answered: the peer's, or the last one that has it where it is emulated. */
  readonly to: string
  /** The procedure as the caller has it. */
  readonly source: ProcedureDetails
  /** The procedure as it is answered. */
  readonly target: ProcedureDetails
  /** In the order of travel: the request from the caller to the peer, the answer back. */
  readonly legs: Readonly<Record<HalfName, readonly Leg[]>>
  readonly ending: Ending
}

/** One hop as a chain crosses it. */
export interface Crossing {
  readonly older: string
  readonly newer: string
  /** `up` where the request goes to the newer version. */
  readonly direction: Direction
  readonly steps: ProcedureSteps
}

const opposite = { up: 'down', down: 'up' } as const

/** The legs of every half over these crossings. */
export function legsOf(crossings: readonly Crossing[]): Chain['legs'] {
  const back = crossings.toReversed()
  return {
    request: crossings.map((crossing) => leg(crossing, crossing.direction, 'request')),
    response: back.map((crossing) => leg(crossing, opposite[crossing.direction], 'response')),
    events: back.map((crossing) => leg(crossing, opposite[crossing.direction], 'events')),
    errors: back.map((crossing) => errorLeg(crossing, opposite[crossing.direction])),
  }
}

const ends = ({ older, newer }: Crossing, direction: Direction) =>
  direction === 'up' ? { from: older, to: newer } : { from: newer, to: older }

function leg(crossing: Crossing, direction: Direction, half: 'request' | 'response' | 'events'): Leg {
  const step = crossing.steps[half]
  return {
    ...ends(crossing, direction),
    direction,
    ...(step && { convert: step[direction] }),
    losses: compileLossRules(step?.losses, direction),
  }
}

function errorLeg(crossing: Crossing, direction: Direction): Leg {
  const mapping = crossing.steps.errors?.[direction] ?? {}
  const convert = (error: ErrorValue, context: never): ErrorValue => {
    const step = Object.hasOwn(mapping, error.code) ? mapping[error.code] : undefined
    return step === undefined ? error : { message: error.message, data: undefined, ...step(error, context) }
  }
  return { ...ends(crossing, direction), direction, convert: convert as Convert, losses: [] }
}
