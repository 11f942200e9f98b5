/** The reason of a signal whose time is up. */
export class TimeLimitReached extends Error {
  override readonly name = 'TimeLimitReached'
  readonly timeoutMs: number

  constructor(timeoutMs: number) {
    super(`The time limit of ${timeoutMs} ms was reached`)
    this.timeoutMs = timeoutMs
  }
}

/**
 * A signal that is aborted when `timeoutMs` are over (never where absent) or when `outer` is; `clear` when its work has ended.
 * The time begins at `since`, in milliseconds as `Date.now` has them.
 */
export function limitedSignal(timeoutMs: number | undefined, outer: AbortSignal | undefined, since = Date.now()) {
  const controller = new AbortController()
  const follow = () => controller.abort(outer?.reason)
  if (outer?.aborted) follow()
  outer?.addEventListener('abort', follow, { once: true })
  const expire = () => controller.abort(new TimeLimitReached(timeoutMs!))
  const timer = timeoutMs === undefined ? undefined : setTimeout(expire, since + timeoutMs - Date.now())
  const clear = () => {
    clearTimeout(timer)
    outer?.removeEventListener('abort', follow)
  }
  return { signal: controller.signal, clear }
}

/** Waits for `work`, but no longer than the signal lasts: work that does not listen to it is left behind. */
export function whileNotAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
