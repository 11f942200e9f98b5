/** Lets so many works in at a time. */
export interface Gate {
  /** Runs `work` as soon as it is its turn; whose signal is aborted before that leaves the queue and rejects with its reason. */
  readonly pass: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>
  /** Runs `work` if there is room now, and tells whether it does. How it ends is nobody's affair. */
  readonly passIfFree: (work: () => Promise<unknown>) => boolean
}

/** A {@link Gate} whose queue is served in the order of arrival. */
export function createGate(max: number): Gate {
  const queue = createQueue()
  let free = max
  const isLetIn = () => free > 0 && free-- > 0
  const run = async <T>(work: () => Promise<T>) => {
    try {
      return await work()
    } finally {
      if (!queue.callNext()) free++
    }
  }
  return {
    pass: async (work, signal) => {
      signal.throwIfAborted()
      if (!isLetIn()) await queue.turn(signal)
      return run(work)
    },
    passIfFree: (work) => {
      if (!isLetIn()) return false
      run(work).catch(() => {})
      return true
    },
  }
}

function createQueue() {
  const waiting = new Set<() => void>()
  let turns = waiting.values()
  /** An iterator goes on where it was: from the start of a set it would pass over all that have left. */
  const next = () => {
    const turn = turns.next()
    if (!turn.done) return turn.value
    turns = waiting.values()
    return turns.next().value
  }
  return {
    turn: (signal: AbortSignal) => turnIn(waiting, signal),
    callNext: () => {
      const onTurn = next()
      onTurn?.()
      return onTurn !== undefined
    },
  }
}

function turnIn(waiting: Set<() => void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leaving = (end: () => void) => () => {
      waiting.delete(onTurn)
      signal.removeEventListener('abort', onAbort)
      end()
    }
    const onTurn = leaving(resolve)
    const onAbort = leaving(() => reject(signal.reason))
    waiting.add(onTurn)
    signal.addEventListener('abort', onAbort, { once: true })
  })
}
