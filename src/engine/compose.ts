import { type Chain, type Crossing, type Ending, legsOf } from './chain.js'
import { ContractError } from './errors.js'
import { compileLossRules } from './loss.js'
import { procedureName } from './pairs.js'
import type { ProcedureDetails } from './procedures.js'
import type { ProcedureSteps } from './runtime-hop.js'

/** One version as chains are composed over: its procedures and the steps to the next version, by contract and dotted path. */
export interface Station {
  readonly registry: string
  readonly version: string
  readonly procedures: ReadonlyMap<string, ReadonlyMap<string, ProcedureDetails>>
  /** Absent on the newest. */
  readonly toNext?: ReadonlyMap<string, ReadonlyMap<string, ProcedureSteps>>
}

/** Composes the chain of one procedure from the station `from` towards the station `to`, as far as the procedure goes. */
export function composeChain(stations: readonly Station[], contract: string, id: string, from: number, to: number): Chain {
  const source = procedureAt(stations, from, contract, id)
  const { crossings, reached, ending } = travel(stations, contract, id, from, to)
  return {
    contract,
    path: source.path,
    procedure: procedureName(contract, id),
    from: stations[from]!.version,
    to: stations[reached]!.version,
    source,
    target: procedureAt(stations, reached, contract, id),
    legs: legsOf(crossings),
    ending,
  }
}

/** Crosses hop after hop until the far end, or until a version lacks the procedure. */
function travel(stations: readonly Station[], contract: string, id: string, from: number, to: number) {
  const crossings: Crossing[] = []
  let reached = from
  while (reached !== to) {
    const next = from < to ? reached + 1 : reached - 1
    const crossing = crossingOf(stations, contract, id, Math.min(reached, next), from < to ? 'up' : 'down')
    const goesOn = stations[next]!.procedures.get(contract)?.has(id) ?? false
    if (!goesOn) return { crossings, reached, ending: endingOf(crossing, stations[next]!.version) }
    crossings.push(crossing)
    reached = next
  }
  return { crossings, reached, ending: { kind: 'native' } satisfies Ending }
}

function procedureAt(stations: readonly Station[], index: number, contract: string, id: string): ProcedureDetails {
  const station = stations[index]!
  const procedures = station.procedures.get(contract)
  const details = procedures?.get(id)
  if (details !== undefined) return details
  throw new ContractError('NOT_REGISTERED', {
    registry: station.registry,
    asked: `procedure ${procedureName(contract, id)} in version ${station.version}`,
    known: [...(procedures?.keys() ?? [])].map((known) => procedureName(contract, known)),
  })
}

function crossingOf(stations: readonly Station[], contract: string, id: string, older: number, direction: 'up' | 'down'): Crossing {
  const { version, toNext } = stations[older]!
  return {
    older: version,
    newer: stations[older + 1]!.version,
    direction,
    steps: toNext?.get(contract)?.get(id) ?? {},
  }
}

/** `version` is the one that lacks the procedure. */
function endingOf({ older, newer, direction, steps: { emulated, unavailable, losses } }: Crossing, version: string): Ending {
  if (emulated !== undefined) return { kind: 'emulated', emulate: emulated, older, newer, losses: compileLossRules(losses, direction) }
  return { kind: 'unavailable', version, reason: unavailable ?? 'its hop does not say why' }
}
