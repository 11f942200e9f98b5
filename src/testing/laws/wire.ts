import { StandardOpenAPIJsonSerializer } from '@orpc/openapi-client/standard'
import { parseSync } from '../arbitrary.js'
import { compareTrip } from './compare-trip.js'
import { type Arrived, cross, isBreach } from './cross.js'
import type { Breach } from './law.js'
import type { Side, Trip } from './trip.js'

const serializer = new StandardOpenAPIJsonSerializer()

/** A value as JSON text makes it: serialised as oRPC does it for its OpenAPI handler, link and event streams. */
export function throughText(value: unknown): unknown {
  const text = JSON.stringify(serializer.serialize(value)[0])
  return text === undefined ? undefined : JSON.parse(text)
}

/** A value as the peer has it that it was sent to. */
function received({ schema, version }: Pick<Side, 'schema' | 'version'>, value: unknown): Arrived | Breach {
  const { parsed, refusal } = parseSync(schema, throughText(value))
  return refusal === undefined ? { value: parsed, lost: [] } : { law: 8, problem: `sent over the wire, ${version} refuses it: ${refusal}` }
}

/** Law 8: laws 1 to 4 where each version is spoken over the wire. */
export function checkWire(trip: Trip, value: unknown, context: object): readonly Breach[] {
  const sent = received(trip.start, value)
  if (isBreach(sent)) return [sent]
  const there = carried(trip.there, trip.other, sent.value, context)
  if (isBreach(there)) return [there]
  const back = carried(trip.back, trip.start, there.value, context)
  if (isBreach(back)) return [back]
  return compareTrip(trip, trip.direction, sent.value, back.value, there.lost).map(({ problem }) => ({ law: 8, problem: `over the wire ${problem}` }))
}

function carried(legs: Trip['there'], to: Side, value: unknown, context: object): Arrived | Breach {
  const converted = cross(legs, to, value, context)
  if (isBreach(converted)) return { law: 8, problem: `over the wire ${converted.problem}` }
  const arrived = received(to, converted.value)
  return isBreach(arrived) ? arrived : { value: arrived.value, lost: converted.lost }
}
