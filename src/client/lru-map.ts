/** A map that forgets: what is past its time, and the least recently used where there are too many. */
export interface LruMap<Entry> {
  readonly get: (key: string) => Entry | undefined
  readonly set: (key: string, entry: Entry) => void
  readonly delete: (key: string) => void
}

export interface LruMapOptions {
  readonly max: number
  /** A clock in milliseconds. */
  readonly now: () => number
}

/** An entry says until when it lives. */
export interface Mortal {
  readonly until: number
}

/** A {@link LruMap} that takes no memory in advance: a map for each client costs one entry. */
export function createLruMap<Entry extends Mortal>({ max, now }: LruMapOptions): LruMap<Entry> {
  // a Map keeps the order of insertion: what is used goes to its end
  const entries = new Map<string, Entry>()
  return {
    get: (key) => {
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      entries.delete(key)
      if (entry.until <= now()) return undefined
      entries.set(key, entry)
      return entry
    },
    set: (key, entry) => {
      entries.delete(key)
      entries.set(key, entry)
      if (entries.size <= max) return
      const [oldest] = entries.keys()
      if (oldest !== undefined) entries.delete(oldest)
    },
    delete: (key) => void entries.delete(key),
  }
}
