import type { Leg } from '../../engine/chain.js'
import { fresh } from '../../engine/fresh.js'
import type { FoundLoss } from '../../engine/loss.js'
import { arrival, runHops } from '../../engine/migrate.js'
import { Refusal } from '../../engine/refusal.js'
import { parseSync } from '../arbitrary.js'
import { deepFreeze } from '../value/frozen.js'
import { type Breach, messageOf } from './law.js'
import type { Side } from './trip.js'

/** A value that arrived, as the version there has it, and what was lost on the way. */
export interface Arrived {
  readonly value: unknown
  readonly lost: readonly FoundLoss[]
}

export const isBreach = (result: Arrived | Breach): result is Breach => 'law' in result

/** Converts a value, frozen, and parses it where it arrives. Laws 1 and 6. Throws what a hop refuses on purpose. */
export function cross(legs: readonly Leg[], to: Pick<Side, 'schema' | 'version'>, value: unknown, context: object): Arrived | Breach {
  const frozen = deepFreeze(value)
  const lost: FoundLoss[] = []
  const convert = (given: unknown) => arrival(runHops(legs, given, () => context, (_leg, found) => lost.push(...found)))
  let converted: unknown
  try {
    converted = convert(value)
  } catch (error) {
    if (error instanceof Refusal) throw error
    return blame(error, () => convert(fresh(value)), legs)
  }
  if (!frozen.isUntouched()) return { law: 6, problem: `${wayOf(legs)} changes a date of the value that it is given` }
  const { parsed, refusal } = parseSync(to.schema, converted)
  return refusal === undefined ? { value: parsed, lost } : { law: 1, problem: `${wayOf(legs)} gives what ${to.version} refuses: ${refusal}` }
}

/** A conversion that only a frozen value stops wanted to change it. */
function blame(error: unknown, again: () => unknown, legs: readonly Leg[]): Breach {
  try {
    again()
    return { law: 6, problem: `${wayOf(legs)} changes the value that it is given: ${messageOf(error)}` }
  } catch (second) {
    return { law: 1, problem: `${wayOf(legs)} throws: ${messageOf(second)}` }
  }
}

/** `up` or `down`, for people. */
const wayOf = (legs: readonly Leg[]) => legs.map(({ direction }) => direction)[0] ?? 'nothing'
