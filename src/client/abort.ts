import { keep } from '../engine/keep.js'

/** The promise, or the signal's reason as soon as it is aborted; the promise goes on for others. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise
  return new Promise((resolve, reject) => {
    const forget = onAbort(signal, () => reject(signal.reason))
    promise.then(resolve, reject).finally(forget)
  })
}

/** Who waits for the end of a signal, as the one listener that it has: of more than ten Node warns as of a leak. */
interface Waiting {
  readonly each: Set<() => void>
  readonly handleEvent: (event: Event) => void
}

const waiting = new WeakMap<AbortSignal, Waiting>()

/** Calls `leave` once the signal is aborted, unless it is forgotten before. */
function onAbort(signal: AbortSignal, leave: () => void): () => void {
  const all = keep(waiting, signal, waitFor)
  all.each.add(leave)
  if (signal.aborted) leave()
  return () => {
    all.each.delete(leave)
    if (all.each.size > 0) return
    waiting.delete(signal)
    signal.removeEventListener('abort', all)
  }
}

function waitFor(signal: AbortSignal): Waiting {
  const each = new Set<() => void>()
  const all = { each, handleEvent: () => each.forEach((leave) => leave()) }
  signal.addEventListener('abort', all)
  return all
}

/** Aborted as soon as either is. */
export function anySignal(one: AbortSignal, other: AbortSignal | undefined): AbortSignal {
  return other === undefined ? one : AbortSignal.any([one, other])
}
