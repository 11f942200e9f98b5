import fc from 'fast-check'
import { type Sample, samples } from '../arbitrary.js'
import { checkAliasing } from './aliasing.js'
import { answerContext, type Asked, askedBy, newIds } from './asked.js'
import { cross, isBreach } from './cross.js'
import type { Breach, Verdict } from './law.js'
import { checkRoundTrip } from './round-trip.js'
import type { Subject } from './subject.js'
import type { Trip } from './trip.js'
import type { GivenValues } from './values.js'
import { checkWire } from './wire.js'

/** A payload, and for an answer the requests that it may belong to: one that the newer side sent, one that the older side did. */
interface Case {
  readonly sample: Sample
  readonly asked?: readonly [byNewer: Asked, byOlder: Asked]
}

/** Laws 1 to 6 and 8 on generated payloads of one half, from one side of a hop. */
export function valueSubject(trip: Trip, given: GivenValues): Subject<Case> {
  const { procedure, half, start, other } = trip
  const values = samples(start.schema, `the ${half} of ${procedure} in ${start.version}`, given(procedure, half, start.version))
  return {
    procedure,
    half,
    from: start.version,
    to: other.version,
    cases: half === 'request' ? values.map((sample) => ({ sample })) : fc.record({ sample: values, asked: requestsOf(trip, given) }, { noNullPrototype: true }),
    check: (one) => checkCase(trip, one),
    show: ({ sample, asked }) => ({ value: sample.wire, ...(asked?.[0].wire !== undefined && { request: asked[0].wire }) }),
  }
}

const requestsOf = (trip: Trip, given: GivenValues) => fc.tuple(askedBy(trip, 'newer', given), askedBy(trip, 'older', given))

/**
 * An answer goes there and back with a request that the newer side sent: what an older request lacks is made up on its way, and
 * no generated answer can know it.
 */
async function checkCase(trip: Trip, { sample: { parsed }, asked }: Case): Promise<Verdict> {
  if (asked?.some(({ isSound }) => !isSound)) return { laws: [], breaches: [] }
  const context = asked === undefined ? { newId: newIds() } : answerContext(asked[0])
  const { laws, breaches } = checkRoundTrip(trip, parsed, context)
  const arrival = asked === undefined ? [] : checkArrival(trip, parsed, asked[1])
  // what is wrong already is wrong over the wire, too
  const others = breaches.length > 0 ? [] : [...(await checkAliasing(trip, parsed, asked?.[0])), ...checkWire(trip, parsed, context)]
  return { laws: [...laws, 8], breaches: [...breaches, ...arrival, ...others] }
}

/** An answer has to arrive, whatever the older side asked. */
function checkArrival(trip: Trip, value: unknown, asked: Asked): readonly Breach[] {
  const arrived = cross(trip.there, trip.other, value, answerContext(asked))
  return isBreach(arrived) ? [arrived] : []
}
