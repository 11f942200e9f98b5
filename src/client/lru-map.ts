/** A map that forgets: what is older than its time, and the least recently used where there are too many. */
export interface LruMap<Value> {
  readonly get: (key: string) => Value | undefined
  readonly set: (key: string, value: Value) => void
  readonly delete: (key: string) => void
}

export interface LruMapOptions {
  readonly ttlMs: number
  readonly max: number
  /** A clock in milliseconds. */
  readonly now: () => number
}

interface Entry<Value> {
  readonly value: Value
  readonly until: number
}

/** A {@link LruMap} that takes no memory in advance: a map for each client costs one entry. */
export function createLruMap<Value>({ ttlMs, max, now }: LruMapOptions): LruMap<Value> {
  // a Map keeps the order of insertion: what is used goes to its end
  const entries = new Map<string, Entry<Value>>()
  return {
    get: (key) => {
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      entries.delete(key)
      if (entry.until <= now()) return undefined
      entries.set(key, entry)
      return entry.value
    },
    set: (key, value) => {
      entries.delete(key)
      entries.set(key, { value, until: now() + ttlMs })
      const [oldest] = entries.keys()
      if (entries.size > max && oldest !== undefined) entries.delete(oldest)
    },
    delete: (key) => void entries.delete(key),
  }
}
