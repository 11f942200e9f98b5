import type { AgreementCache, AgreementCacheOptions } from './agreements.js'
import { createLayeredCache } from './layered-cache.js'

/** An agreement cache in memory. An entry takes some 290 bytes with its key: peers that offer the same share one list of it. */
export function createAgreementCache(options: AgreementCacheOptions = {}): AgreementCache {
  return createLayeredCache(options)
}
