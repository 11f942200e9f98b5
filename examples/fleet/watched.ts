import { EventEmitter, once } from 'node:events'

/** A value that is replaced now and then, and can be followed. */
export interface Watched<T> {
  readonly get: () => T
  readonly set: (next: T) => void
  /** The value at once and after changes; whoever is slow misses what came in between, never the last. It has no end of its own. */
  readonly follow: (signal?: AbortSignal) => AsyncGenerator<T, void>
}

export function watched<T>(initial: T): Watched<T> {
  const changes = new EventEmitter().setMaxListeners(0)
  let value = initial
  return {
    get: () => value,
    set: (next) => {
      value = next
      changes.emit('change')
    },
    follow: async function* (signal) {
      for (;;) {
        const seen = value
        yield seen
        if (value === seen) await once(changes, 'change', signal && { signal })
      }
    },
  }
}
