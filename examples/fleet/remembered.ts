/** Keys that are kept; the oldest is forgotten first. */
const MAX_KEYS = 1000

/** Starts work once a key: whoever comes again with the key, during the work or after it, gets what the first one got. */
export function createRemembered<T>(max = MAX_KEYS): (key: string, start: () => T) => T {
  const kept = new Map<string, T>()
  return (key, start) => {
    const first = kept.get(key)
    if (first !== undefined) return first
    const started = start()
    kept.set(key, started)
    const [oldest] = kept.keys()
    if (kept.size > max && oldest !== undefined) kept.delete(oldest)
    return started
  }
}
