import { createLruMap, type LruMapOptions } from './lru-map.js'
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

/**
 * Settings of {@link createAgreementCache}:
 * - `ttlMs`: how long an agreement is kept, in milliseconds; 5 minutes unless said
 * - `max`: most agreements kept, 10,000 unless said; the least recently used goes first
 * - `now`: a clock in milliseconds, for tests
 */
export type AgreementCacheOptions = Partial<LruMapOptions>

/** An agreement cache in memory. */
export function createAgreementCache(options: AgreementCacheOptions = {}): AgreementCache {
  const { ttlMs = 300_000, max = 10_000, now = () => performance.now() } = options
  const kept = createLruMap<PeerAgreement>({ ttlMs, max, now })
  const underWay = new Map<string, Promise<PeerAgreement>>()
  const start = (key: string, probe: () => Promise<PeerAgreement>) => {
    const keep = (agreement: PeerAgreement) => {
      kept.set(key, agreement)
      return agreement
    }
    const started = Promise.resolve().then(probe).then(keep).finally(() => underWay.delete(key))
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
