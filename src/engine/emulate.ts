import { type AnyContractRouter, AsyncIteratorClass, type ContractRouterClient } from '@orpc/contract'
import type { Ending } from './chain.js'

/** A client of one contract in one version, whose calls end when the signal does. */
export type ClientAt = (version: string, signal: AbortSignal) => ContractRouterClient<AnyContractRouter>

interface EmulateOptions {
  readonly newId: () => string
  readonly clientAt: ClientAt
  readonly signal?: AbortSignal | undefined
}

/** Runs an emulation. A consumer that stops its stream early stops whatever the emulation has under way. */
export async function emulate(
  { emulate: run, older, newer }: Extract<Ending, { kind: 'emulated' }>,
  request: unknown,
  { newId, clientAt, signal: outer }: EmulateOptions,
): Promise<unknown> {
  const stop = new AbortController()
  const signal = outer === undefined ? stop.signal : AbortSignal.any([outer, stop.signal])
  const answer = run(request, {
    newId,
    older: clientAt(older, signal),
    newer: clientAt(newer, signal),
    wait: (ms) => wait(ms, signal),
    signal,
  })
  return isAsyncGenerator(answer) ? stoppable(answer, stop) : answer
}

function stoppable(events: AsyncGenerator, stop: AbortController): AsyncIterator<unknown> {
  return new AsyncIteratorClass(
    () => events.next(),
    async (reason) => {
      if (reason === 'next') return
      stop.abort()
      await events.return(undefined)
    },
  )
}

function isAsyncGenerator(value: unknown): value is AsyncGenerator {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'return' in value
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const onAbort = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    signal.addEventListener('abort', onAbort)
  })
}
