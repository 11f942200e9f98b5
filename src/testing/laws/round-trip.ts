import { areSame, differences } from '../value/differences.js'
import { parseSync } from '../arbitrary.js'
import { compareTrip } from './compare-trip.js'
import { type Arrived, cross, isBreach } from './cross.js'
import type { Breach, Verdict } from './law.js'
import { opposite, type Trip } from './trip.js'

type Stops = readonly [Arrived, Arrived, Arrived, Arrived, Arrived]

/** Laws 1 to 6 on one value that goes there and back twice. */
export function checkRoundTrip(trip: Trip, value: unknown, context: object): Verdict {
  const unstable = checkIdempotent(trip, value)
  if (unstable.length > 0) return { laws: [1], breaches: unstable }
  const stops = travel(trip, value, context)
  if (!Array.isArray(stops)) return { laws: [1, 6], breaches: [stops as Breach] }
  const [first, there, back, again, last] = stops as unknown as Stops
  const breaches = [
    ...compareTrip(trip, trip.direction, first.value, back.value, there.lost),
    ...compareTrip(trip, opposite[trip.direction], there.value, again.value, back.lost),
    ...checkSettled(trip, back.value, last.value),
  ]
  return { laws: [1, trip.direction === 'up' ? 2 : 3, 4, 5, 6], breaches }
}

function travel({ there, back, start, other }: Trip, value: unknown, context: object): readonly Arrived[] | Breach {
  const stops: Arrived[] = [{ value, lost: [] }]
  for (const [legs, to] of [[there, other], [back, start], [there, other], [back, start]] as const) {
    const arrived = cross(legs, to, stops[stops.length - 1]?.value, context)
    if (isBreach(arrived)) return arrived
    stops.push(arrived)
  }
  return stops
}

/** Conversions take parsed values, and these are parsed again on their way. */
function checkIdempotent({ start }: Trip, value: unknown): readonly Breach[] {
  const { parsed, refusal } = parseSync(start.schema, value)
  if (refusal === undefined && areSame(value, parsed)) return []
  return [{ law: 1, problem: `the schema of ${start.version} does not take its own output unchanged${refusal === undefined ? '' : `: ${refusal}`}` }]
}

function checkSettled({ direction }: Trip, once: unknown, twice: unknown): readonly Breach[] {
  const changed = differences(once, twice)
  if (changed.length === 0) return []
  const name = direction === 'up' ? 'down(up(x))' : 'up(down(y))'
  return [{ law: 5, problem: `a second ${name} changes ${changed.slice(0, 5).map(({ path }) => path).join(', ')}` }]
}
