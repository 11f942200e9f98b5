import fc from 'fast-check'
import { answerContexts } from '../../engine/answer-context.js'
import type { Chain, Leg } from '../../engine/chain.js'
import { arrival, runHops } from '../../engine/migrate.js'
import type { ProcedureDetails } from '../../engine/procedures.js'
import type { Registry } from '../../engine/registry.js'
import { parseSync, type Sample, samples } from '../arbitrary.js'
import { differences } from '../value/differences.js'
import { newIds } from './asked.js'
import { type Arrived, cross, isBreach } from './cross.js'
import { type Breach, messageOf, type Verdict } from './law.js'
import type { Subject } from './subject.js'
import type { ValueHalf } from './trip.js'
import type { GivenValues } from './values.js'

/** A procedure through versions that all have it, in the order of travel. */
export interface Route {
  readonly registry: Registry
  readonly contract: string
  readonly procedure: string
  readonly half: ValueHalf
  readonly stops: readonly { readonly version: string; readonly details: ProcedureDetails }[]
}

interface Case {
  readonly sample: Sample
  readonly request: Sample
}

/** Law 5 over three versions and more: the chain at once against its hops one by one, each parsed where it stops. */
export function chainSubject(route: Route, given: GivenValues): Subject<Case> {
  const { procedure, half, stops } = route
  const [start, end] = [stops[0]!, stops[stops.length - 1]!]
  const from = (at: typeof start, of: ValueHalf) => samples(at.details[of], `the ${of} of ${procedure} in ${at.version}`, given(procedure, of, at.version))
  const requests = half === 'request' ? fc.constant<Sample>({ wire: undefined, parsed: undefined }) : from(end, 'request')
  return {
    procedure,
    half,
    from: start.version,
    to: end.version,
    cases: fc.record({ sample: from(start, half), request: requests }, { noNullPrototype: true }),
    check: async (one) => ({ laws: [5], breaches: checkRoute(route, one) }) satisfies Verdict,
    show: ({ sample, request }) => ({ value: sample.wire, ...(half !== 'request' && { request: request.wire }) }),
  }
}

function checkRoute(route: Route, { sample, request }: Case): readonly Breach[] {
  const steps = oneByOne(route, sample.parsed, requestsAt(route, request.parsed))
  // a hop that fails by itself breaks a law of its own
  if (steps === undefined || isBreach(steps)) return []
  const whole = atOnce(route, sample.parsed, request.parsed)
  if (isBreach(whole)) return [whole]
  const changed = differences(steps.value, whole.value)
  return changed.length === 0 ? [] : [{ law: 5, problem: `the whole chain differs from its hops one by one at ${changed.slice(0, 5).map(({ path }) => path).join(', ')}` }]
}

function atOnce(route: Route, value: unknown, request: unknown): Arrived | Breach {
  const { half, stops } = route
  const last = stops.length - 1
  const chain = half === 'request' ? chainOf(route, 0, last) : chainOf(route, last, 0)
  const newId = newIds()
  try {
    const asked = half === 'request' ? undefined : runHops(chain.legs.request, request, () => ({ newId }), () => {})
    const contextAt = asked === undefined ? () => ({ newId }) : answerContexts(chain, asked, newId)
    const { parsed, refusal } = parseSync(stops[last]!.details[half], arrival(runHops(chain.legs[half], value, contextAt, () => {})))
    return refusal === undefined ? { value: parsed, lost: [] } : { law: 5, problem: `the whole chain gives what its end refuses, its hops one by one do not: ${refusal}` }
  } catch (error) {
    return { law: 5, problem: `the whole chain throws where its hops one by one do not: ${messageOf(error)}` }
  }
}

const chainOf = ({ registry, contract, stops }: Route, caller: number, callee: number): Chain =>
  registry.chain(contract, stops[0]!.details.path, stops[caller]!.version, stops[callee]!.version)

/** The request at each stop, as the call brought it there from the end of the route. */
function requestsAt(route: Route, request: unknown): readonly unknown[] | undefined {
  if (route.half === 'request') return []
  const newId = newIds()
  const requests = [request]
  for (let at = route.stops.length - 1; at > 0; at--) {
    const next = route.stops[at - 1]!
    const arrived = cross(chainOf(route, at, at - 1).legs.request, { version: next.version, schema: next.details.request }, requests[0], { newId })
    if (isBreach(arrived)) return undefined
    requests.unshift(arrived.value)
  }
  return requests
}

function oneByOne(route: Route, value: unknown, requests: readonly unknown[] | undefined): Arrived | Breach | undefined {
  if (requests === undefined) return undefined
  const newId = newIds()
  let current: Arrived | Breach = { value, lost: [] }
  for (let at = 0; at < route.stops.length - 1 && !isBreach(current); at++) {
    const to = route.stops[at + 1]!
    const legs = route.half === 'request' ? chainOf(route, at, at + 1).legs.request : chainOf(route, at + 1, at).legs[route.half]
    current = cross(legs, { version: to.version, schema: to.details[route.half] }, current.value, contextOf(legs, requests, at, newId))
  }
  return current
}

function contextOf([leg]: readonly Leg[], requests: readonly unknown[], at: number, newId: () => string): object {
  const [here, there] = [requests[at], requests[at + 1]]
  return { newId, request: leg?.direction === 'up' ? { older: here, newer: there } : { older: there, newer: here } }
}
