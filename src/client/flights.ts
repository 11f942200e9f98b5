import { untilAborted } from './abort.js'
import type { Probe } from './agreements.js'
import type { Gate } from './gate.js'
import type { PeerAgreement } from './peer-agreement.js'

/** Work under way that several callers wait for. */
export interface Flights {
  /**
   * What the work under way for `key` gives, else what `work` does. Where it fails with the probe of another client, whose
   * credentials may be others, `work` is done for this one.
   */
  readonly share: (key: string, probe: Probe, signal: AbortSignal | undefined, work: Work) => Promise<PeerAgreement>
}

type Work = () => Promise<PeerAgreement>

interface Flight {
  readonly probe: Probe
  readonly landed: Promise<PeerAgreement>
  readonly nobodyWaits: AbortController
  readonly hasBegun: () => boolean
  waiting: number
}

export function createFlights(gate: Gate): Flights {
  const underWay = new Map<string, readonly Flight[]>()
  const boardable = (key: string) => (underWay.get(key) ?? []).filter(isBoardable)
  const start = (key: string, probe: Probe, work: Work) => {
    const flight = fly(gate, probe, work)
    underWay.set(key, [...boardable(key), flight])
    flight.landed.catch(() => {}).finally(() => land(underWay, key, flight))
    return flight
  }
  return {
    share: async (key, probe, signal, work) => {
      const isOwn = (flight: Flight) => flight.probe === probe
      const [some] = boardable(key)
      const first = boardable(key).find(isOwn) ?? some ?? start(key, probe, work)
      try {
        return await board(first, signal)
      } catch (error) {
        if (isOwn(first) || signal?.aborted) throw error
      }
      return board(boardable(key).find(isOwn) ?? start(key, probe, work), signal)
    },
  }
}

function land(underWay: Map<string, readonly Flight[]>, key: string, flight: Flight): void {
  const others = (underWay.get(key) ?? []).filter((other) => other !== flight)
  if (others.length === 0) underWay.delete(key)
  else underWay.set(key, others)
}

/** One that all have left before it began will never begin. */
const isBoardable = ({ hasBegun, nobodyWaits }: Flight) => hasBegun() || !nobodyWaits.signal.aborted

function fly(gate: Gate, probe: Probe, work: Work): Flight {
  const nobodyWaits = new AbortController()
  let begun = false
  const beginning = async () => {
    begun = true
    return work()
  }
  return { probe, landed: gate.pass(beginning, nobodyWaits.signal), nobodyWaits, hasBegun: () => begun, waiting: 0 }
}

async function board(flight: Flight, signal: AbortSignal | undefined): Promise<PeerAgreement> {
  flight.waiting++
  try {
    return await untilAborted(flight.landed, signal)
  } finally {
    if (--flight.waiting === 0 && !flight.hasBegun()) flight.nobodyWaits.abort()
  }
}
