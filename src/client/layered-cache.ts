import type { Aged, AgreementCache, AgreementCacheOptions, Probe, Standing } from './agreements.js'
import { createFlights } from './flights.js'
import { createGate, type Gate } from './gate.js'
import { createKeptAgreements, type Kept } from './kept-agreements.js'
import type { PeerAgreement } from './peer-agreement.js'

/** What lies behind the memory of a process. It never fails. */
export interface Behind {
  /** What it has that is younger than `withinMs`. */
  readonly read: (key: string, withinMs: number) => Promise<Aged | undefined>
  readonly write: (key: string, agreement: PeerAgreement) => void
}

/** An agreement cache in memory, with or without something behind it. */
export function createLayeredCache(options: AgreementCacheOptions, behind?: Behind): AgreementCache {
  const { ttlMs = 300_000, max = 10_000, maxProbes = 256, now = () => performance.now() } = options
  const gate = createGate(maxProbes)
  const flights = createFlights(gate)
  const kept = createKeptAgreements({ ttlMs, max, now })
  const revalidate = revalidation(gate, kept, (key, probe, standing) => find(behind, key, probe, ttlMs / 2, standing))
  return {
    get: async (key, probe, { signal, rejected } = {}) => {
      const entry = kept.get(key)
      if (entry !== undefined && entry.agreement !== rejected) {
        if (kept.isDue(entry)) revalidate(key, entry, probe)
        return entry.agreement
      }
      if (entry !== undefined) kept.forget(key)
      const standing = rejected && { previous: rejected, rejected: true }
      return flights.share(key, probe, signal, async () => kept.keep(key, await find(behind, key, probe, ttlMs, standing)).agreement)
    },
    replace: replacing(kept, behind),
  }
}

function replacing(kept: ReturnType<typeof createKeptAgreements>, behind: Behind | undefined): AgreementCache['replace'] {
  return (key, previous, next) => {
    const entry = kept.get(key)
    if (entry !== undefined && entry.agreement !== previous) return entry.agreement
    const isConfirmed = next === previous
    if (isConfirmed && entry === undefined) return next
    if (isConfirmed && entry !== undefined && kept.isFresh(entry)) return kept.told(entry)
    const agreement = kept.told(kept.keep(key, { agreement: isConfirmed ? lasting(next) : next, ageMs: 0 }))
    behind?.write(key, agreement)
    return agreement
  }
}

/** Looks behind, then asks the peer. Of a rejection nobody else knows. */
async function find(behind: Behind | undefined, key: string, probe: Probe, withinMs: number, standing?: Standing): Promise<Aged> {
  const known = standing?.rejected ? undefined : await behind?.read(key, withinMs)
  if (known !== undefined) return known
  const agreement = await probe(standing)
  behind?.write(key, agreement)
  return { agreement, ageMs: 0 }
}

/** Asks again in the background, once at a time: whoever calls waits for nothing of it and hears of no failure. */
function revalidation(
  gate: Gate,
  kept: ReturnType<typeof createKeptAgreements>,
  ask: (key: string, probe: Probe, standing: Standing) => Promise<Aged>,
): (key: string, entry: Kept, probe: Probe) => void {
  return (key, entry, probe) => {
    const work = async () => {
      try {
        const found = await ask(key, probe, { previous: entry.agreement, rejected: false })
        if (kept.get(key) === entry) kept.keep(key, found)
      } finally {
        kept.postpone(entry)
      }
    }
    entry.checkAt = Infinity
    if (!gate.passIfFree(work)) kept.postpone(entry)
  }
}

/** Who has been the same for so long changes no more. */
const lasting = ({ pool: _changes, ...agreement }: PeerAgreement): PeerAgreement => agreement
