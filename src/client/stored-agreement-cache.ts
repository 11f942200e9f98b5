import { tell } from '../engine/hook.js'
import type { AgreementCache, AgreementCacheOptions } from './agreements.js'
import { type Behind, createLayeredCache } from './layered-cache.js'
import { readStored, storedAgreement } from './stored-agreement.js'

/** Where agreements are stored: what of an `unstorage` storage is used, whatever its driver. */
export interface AgreementStorage {
  readonly getItem: (key: string) => Promise<unknown>
  /** `ttl` is in seconds; drivers that know it, such as Redis, forget the item by themselves. */
  readonly setItem: (key: string, value: object, options: { readonly ttl: number }) => Promise<unknown>
}

/** What went wrong with a store, and under which of its keys. */
export interface StoreFailure {
  readonly action: 'read' | 'write'
  readonly key: string
  readonly error: unknown
}

/** What {@link createStoredAgreementCache} keeps, where, and how long it waits for the store. */
export interface StoredAgreementCacheOptions extends AgreementCacheOptions {
  readonly storage: AgreementStorage
  /** Longest wait for the store, in milliseconds; 250 unless said. */
  readonly timeoutMs?: number
  /** Told of a store that fails, is slow, or holds what is no agreement. No call fails of it: the peer is asked. */
  readonly onError?: (failure: StoreFailure) => void
  /** Milliseconds since 1970, for tests. */
  readonly wallClock?: () => number
}

/**
 * An agreement cache that many processes share: the memory of this one in front, a store behind. What a store says is believed
 * for `ttlMs` by wall clock, checked against its schema, and never after a peer rejected it.
 */
export function createStoredAgreementCache(options: StoredAgreementCacheOptions): AgreementCache {
  return createLayeredCache(options, behindOf(options))
}

function behindOf({ storage, timeoutMs = 250, onError, wallClock = Date.now, ttlMs = 300_000 }: StoredAgreementCacheOptions): Behind {
  const guarded = async <T>(action: StoreFailure['action'], key: string, work: (key: string) => Promise<T>): Promise<T | undefined> => {
    const name = await storeKey(key)
    try {
      return await withinTime(work(name), timeoutMs)
    } catch (error) {
      tell(onError, { action, key: name, error })
      return undefined
    }
  }
  return {
    read: (key, withinMs) =>
      guarded('read', key, async (name) => {
        const value = await storage.getItem(name)
        return value === null || value === undefined ? undefined : readStored(value, key, withinMs, wallClock())
      }),
    write: (key, agreement) =>
      void guarded('write', key, (name) => storage.setItem(name, storedAgreement(key, agreement, wallClock()), { ttl: Math.ceil(ttlMs / 1000) })),
  }
}

/** Stores take slashes and colons for folders, and files have no long names. */
async function storeKey(key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key))
  const hex = Array.from(new Uint8Array(digest).subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `agreements:${hex}`
}

function withinTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the store gave no answer within ${timeoutMs} ms`)), timeoutMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
