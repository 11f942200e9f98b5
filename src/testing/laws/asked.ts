import fc from 'fast-check'
import { Refusal } from '../../engine/refusal.js'
import { samples } from '../arbitrary.js'
import { cross, isBreach } from './cross.js'
import type { Trip } from './trip.js'
import { deepFreeze } from '../value/frozen.js'
import type { GivenValues } from './values.js'

/** The request that an answer belongs to, as both sides of a hop have it. */
export interface Asked {
  /** As the caller sends it. */
  readonly wire: unknown
  readonly older: unknown
  readonly newer: unknown
  /** Whether the hop converts the request at all: where it does not, its own laws say so. */
  readonly isSound: boolean
}

/** Requests of one side of a hop, carried to the other. */
export function askedBy(trip: Trip, caller: 'older' | 'newer', given: GivenValues): fc.Arbitrary<Asked> {
  const isStart = (caller === 'older') === (trip.direction === 'up')
  const [from, to] = isStart ? [trip.start, trip.other] : [trip.other, trip.start]
  const legs = isStart ? trip.requests.there : trip.requests.back
  const values = given(trip.procedure, 'request', from.version)
  return samples(from.request, `the request of ${trip.procedure} in ${from.version}`, values).map(({ wire, parsed }) => {
    const sent = carried(() => cross(legs, { version: to.version, schema: to.request }, parsed, { newId: newIds() }))
    if (sent === undefined || isBreach(sent)) return { wire, older: undefined, newer: undefined, isSound: false }
    deepFreeze(sent.value)
    return { wire, isSound: true, ...(caller === 'older' ? { older: parsed, newer: sent.value } : { older: sent.value, newer: parsed }) }
  })
}

/** Nothing where a hop refuses the request on purpose. */
function carried<T>(carry: () => T): T | undefined {
  try {
    return carry()
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** Ids as a conversion makes them, the same in every run. */
export function newIds(): () => string {
  let made = 0
  return () => `made-up-${++made}`
}

/** What an answer's conversion sees. */
export const answerContext = ({ older, newer }: Asked) => ({ newId: newIds(), request: { older, newer } })
