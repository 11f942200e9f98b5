import type { Aged } from './agreements.js'
import { createLruMap } from './lru-map.js'
import type { PeerAgreement } from './peer-agreement.js'

/** An agreement in memory. Times are whole milliseconds, which take a third of the memory that fractions do. */
export interface Kept {
  readonly agreement: PeerAgreement
  readonly until: number
  /** When the peer is asked again. */
  checkAt: number
}

export interface KeptAgreementsOptions {
  readonly ttlMs: number
  readonly max: number
  readonly now: () => number
}

/** Agreements of a cache, and how old they are. */
export function createKeptAgreements({ ttlMs, max, now }: KeptAgreementsOptions) {
  const start = now()
  const clock = () => Math.round(now() - start)
  const half = Math.round(ttlMs / 2)
  const entries = createLruMap<Kept>({ max, now: clock })
  const compact = sharingParts()
  return {
    get: entries.get,
    forget: entries.delete,
    /** What is said again stays the same object: nobody is told of it anew. */
    keep: (key: string, { agreement: found, ageMs }: Aged): Kept => {
      const [kept, next, born] = [entries.get(key)?.agreement, compact(found), clock() - Math.round(ageMs)]
      const entry = { agreement: kept !== undefined && isSame(kept, next) ? kept : next, until: born + ttlMs, checkAt: born + half }
      entries.set(key, entry)
      return entry
    },
    /** Who says in each answer what it supports need not be asked. */
    told: (entry: Kept): PeerAgreement => Object.assign(entry, { checkAt: entry.until }).agreement,
    /** What was settled lives out its time: one more verdict would say nothing of all. */
    isDue: ({ agreement, checkAt }: Kept) => checkAt <= clock() && !agreement.pool?.settled,
    /** Whether it is in the first half of its life. */
    isFresh: ({ until }: Kept) => until - clock() > half,
    /** After an attempt to ask again, successful or not, there is none for a while. */
    postpone: (entry: Kept) => void (entry.checkAt = clock() + Math.round(ttlMs / 10)),
  }
}

const isSame = (one: PeerAgreement, other: PeerAgreement) =>
  one.version === other.version && one.offered === other.offered && one.pool === other.pool && one.source === other.source &&
  one.peer === other.peer && one.contract === other.contract

/** A fleet has many peers, and few different offers and pools. */
function sharingParts(): (agreement: PeerAgreement) => PeerAgreement {
  const share = sharing()
  return ({ peer, contract, version, offered, source, pool }) => {
    // without a spread it takes no room for more
    const few = { peer, contract, version, offered: share(offered), source }
    return Object.freeze(pool === undefined ? few : { ...few, pool: share(pool) })
  }
}

/** Gives what it was given first of all that read the same. */
function sharing(): <Part>(part: Part) => Part {
  const parts = createLruMap<{ readonly part: unknown; readonly until: number }>({ max: 64, now: () => 0 })
  return <Part>(part: Part) => {
    const text = JSON.stringify(part)
    const shared = parts.get(text) ?? { part, until: Infinity }
    parts.set(text, shared)
    return shared.part as Part
  }
}
