import type { Offer } from '../engine/negotiation/offer.js'
import { createLruMap } from './lru-map.js'
import type { PeerAgreement } from './peer-agreement.js'

/** Remembers what was agreed with peers. Several clients may share one. */
export interface AgreementCache {
  /**
   * The agreement kept under `key`, else what `probe` gives. Whoever asks meanwhile shares the probe under way;
   * one that fails rejects all of them and is not kept.
   */
  readonly get: (key: string, probe: () => Promise<PeerAgreement>) => Promise<PeerAgreement>
  /** Forgets `agreement`, unless another has taken its place. */
  readonly drop: (key: string, agreement: PeerAgreement) => void | Promise<void>
}

/** What {@link createAgreementCache} keeps, and for how long. */
export interface AgreementCacheOptions {
  /** How long an agreement is kept, in milliseconds; 5 minutes unless said. */
  readonly ttlMs?: number
  /** Most agreements kept, 10,000 unless said; the least recently used goes first. */
  readonly max?: number
  /** A clock in milliseconds, for tests. */
  readonly now?: () => number
}

/** An agreement cache in memory. An entry takes some 260 bytes: peers that offer the same share one list of it. */
export function createAgreementCache(options: AgreementCacheOptions = {}): AgreementCache {
  const { ttlMs = 300_000, max = 10_000, now = () => performance.now() } = options
  const kept = createLruMap<PeerAgreement>({ ttlMs, max, now })
  const underWay = new Map<string, Promise<PeerAgreement>>()
  const compact = sharingOffers()
  const start = (key: string, probe: () => Promise<PeerAgreement>) => {
    const keep = (probed: PeerAgreement) => {
      const agreement = compact(probed)
      kept.set(key, agreement)
      return agreement
    }
    const started = probe().then(keep).finally(() => underWay.delete(key))
    underWay.set(key, started)
    return started
  }
  return {
    get: async (key, probe) => kept.get(key) ?? underWay.get(key) ?? start(key, probe),
    drop: (key, agreement) => {
      if (kept.get(key) === agreement) kept.delete(key)
    },
  }
}

/** A fleet has many peers and few different offers. */
function sharingOffers(): (agreement: PeerAgreement) => PeerAgreement {
  const offers = createLruMap<Offer>({ ttlMs: Infinity, max: 64, now: () => 0 })
  return ({ peer, contract, version, offered, source }) => {
    const text = JSON.stringify(offered)
    const shared = offers.get(text) ?? offered
    offers.set(text, shared)
    return Object.freeze({ peer, contract, version, offered: shared, source })
  }
}
