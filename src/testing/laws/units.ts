import { type Pair, pairsOf, procedureName } from '../../engine/pairs.js'
import type { HalfName, ProcedureDetails } from '../../engine/procedures.js'
import { proceduresOf } from '../../engine/procedures.js'
import type { Registry } from '../../engine/registry.js'
import { type HopDefinition, type ProcedureSteps, stepsOf } from '../../engine/runtime-hop.js'
import { chainSubject } from './chain-subject.js'
import { emulationSubject } from './emulation-subject.js'
import { errorSubject } from './error-subject.js'
import { createLedger, type Ledger } from './ledger.js'
import { type RunSubject, runOf } from './run-subject.js'
import { type Shared, type Trip, tripOf, type ValueHalf } from './trip.js'
import type { GivenValues } from './values.js'
import { valueSubject } from './value-subject.js'

/** One half of one procedure over one hop, or through all versions: both directions share what has been shown. */
export interface Unit {
  readonly procedure: string
  readonly half: HalfName
  readonly runs: readonly RunSubject[]
  readonly ledger?: Ledger
  readonly from: string
  readonly to: string
}

/** Everything of a registry that laws can be checked on. */
export function unitsOf(registry: Registry, given: GivenValues): readonly Unit[] {
  return [...hopUnits(registry, given), ...chainUnits(registry, given)]
}

function hopUnits(registry: Registry, given: GivenValues): readonly Unit[] {
  return registry.hops.flatMap((hop) => {
    const [older, newer] = [registry.version(hop.from), registry.version(hop.to)]
    return pairsOf(older, newer).flatMap((pair) => {
      if (pair.older === undefined || pair.newer === undefined) return emulationUnits(registry, pair, hop, given)
      const shared = {
        contract: pair.contract,
        procedure: procedureName(pair.contract, pair.id),
        older: { version: hop.from, details: pair.older },
        newer: { version: hop.to, details: pair.newer },
      }
      const steps = stepsOf(hop.contracts[pair.contract] ?? {}, knownIn(registry, hop.from, hop.to, pair.contract)).get(pair.id) ?? {}
      return [...valueUnits(registry, shared, steps, given), errorUnit(registry, shared, steps, given)]
    })
  })
}

function emulationUnits(registry: Registry, { contract, older, newer }: Pair, { from, to }: HopDefinition, given: GivenValues): readonly Unit[] {
  const details = older ?? newer
  if (details === undefined) return []
  const [has, lacking] = older === undefined ? [to, from] : [from, to]
  const chain = registry.chain(contract, details.path, has, lacking)
  if (chain.ending.kind !== 'emulated') return []
  const ledger: Ledger = { losses: { up: [], down: [], [has === to ? 'down' : 'up']: chain.ending.losses }, normalises: [], shown: new Set() }
  const subject = emulationSubject({ registry, chain, ending: chain.ending, lacking, ledger }, given)
  return [{ procedure: chain.procedure, half: subject.half, from, to, ledger, runs: [runOf(subject)] }]
}

const knownIn = (registry: Registry, from: string, to: string, contract: string) =>
  [from, to].flatMap((version) => {
    const router = registry.version(version).contracts[contract]
    return router === undefined ? [] : [...proceduresOf(router).keys()]
  })

/** The halves that have something to convert. */
const halvesOf = ({ request, response, events }: ProcedureDetails): readonly ValueHalf[] => [
  ...(request === undefined ? [] : (['request'] as const)),
  ...(response === undefined ? [] : (['response'] as const)),
  ...(events === undefined ? [] : (['events'] as const)),
]

function valueUnits(registry: Registry, shared: Shared, steps: ProcedureSteps, given: GivenValues): readonly Unit[] {
  const { procedure, older, newer } = shared
  const halves = new Set([...halvesOf(older.details), ...halvesOf(newer.details)])
  return [...halves].map((half) => {
    const ledger = createLedger(steps[half])
    const trips = (['up', 'down'] as const).map((direction) => tripOf(registry, shared, half, direction, ledger))
    return { procedure, half, ledger, from: older.version, to: newer.version, runs: trips.map((trip) => runOf(valueSubject(trip, given))) }
  })
}

function errorUnit(registry: Registry, shared: Shared, steps: ProcedureSteps, given: GivenValues): Unit {
  const { contract, procedure, older, newer } = shared
  const runs = (['up', 'down'] as const).flatMap((direction) => {
    const trip: Trip = tripOf(registry, shared, 'response', direction, createLedger(undefined))
    const [start, other] = direction === 'up' ? [older, newer] : [newer, older]
    const call = (from: typeof start, to: typeof start) => registry.chain(contract, from.details.path, from.version, to.version)
    const errors = { trip, start: start.details, other: other.details, there: call(other, start), back: call(start, other), mapped: steps.errors ?? {} }
    const subject = errorSubject(errors, given)
    return subject === undefined ? [] : [runOf(subject)]
  })
  return { procedure, half: 'errors', from: older.version, to: newer.version, runs }
}

/** From end to end of every run of three versions and more that have a procedure. */
function chainUnits(registry: Registry, given: GivenValues): readonly Unit[] {
  return runsOf(registry).flatMap(({ contract, id, stops }) => {
    const procedure = procedureName(contract, id)
    const ends = { from: stops[0]!.version, to: stops[stops.length - 1]!.version }
    const halves = new Set(stops.flatMap(({ details }) => halvesOf(details)))
    return [...halves].map((half) => {
      const route = { registry, contract, procedure, half }
      const runs = [stops, stops.toReversed()].map((stops) => runOf(chainSubject({ ...route, stops }, given)))
      return { procedure, half, ...ends, runs }
    })
  })
}

interface Run {
  readonly contract: string
  readonly id: string
  readonly stops: readonly { readonly version: string; readonly details: ProcedureDetails }[]
}

function runsOf({ versions }: Registry): readonly Run[] {
  const open = new Map<string, Run>()
  const all: Run[] = []
  for (const { version, contracts } of versions) {
    const here = Object.entries(contracts).flatMap(([contract, router]) => [...proceduresOf(router)].map(([id, details]) => ({ contract, id, details })))
    const names = new Set(here.map(({ contract, id }) => procedureName(contract, id)))
    for (const name of open.keys()) if (!names.has(name)) open.delete(name)
    for (const { contract, id, details } of here) {
      const name = procedureName(contract, id)
      const run = { contract, id, stops: [...(open.get(name)?.stops ?? []), { version, details }] }
      all.push(run)
      open.set(name, run)
    }
  }
  // a longer run holds every shorter one that begins with it
  return all.filter((run) => run.stops.length >= 3 && !all.some((other) => other.stops.length > run.stops.length && other.stops[0] === run.stops[0]))
}
