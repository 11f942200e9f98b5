import { afterEach, describe, expect, it, vi } from 'vitest'
import { failureOf } from '../../test/support/peer.js'
import { emulate } from './emulate.js'
import type { EmulationContext } from './hop.js'

type Context = EmulationContext<Record<never, never>, Record<never, never>>
type Emulation = (request: unknown, context: Context) => unknown

/** Runs an emulation, and says which signals its clients were bound to. */
function run(emulation: Emulation, request: unknown = undefined, signal?: AbortSignal) {
  const signals: Record<string, AbortSignal> = {}
  const ending = { kind: 'emulated', emulate: emulation, older: '1.0.0', newer: '2.0.0', losses: [] } as const
  const clientAt = (version: string, signal: AbortSignal) => {
    signals[version] = signal
    return {}
  }
  return { signals, answer: emulate(ending, request, { newId: () => 'new', clientAt, signal }) }
}

async function* forEver(log: string[], { signal, wait }: Context, ms = 1_000_000) {
  try {
    for (let count = 0; ; count++) {
      yield count
      await wait(ms)
    }
  } finally {
    log.push(`closed, aborted ${signal?.aborted}`)
  }
}

afterEach(() => {
  vi.useRealTimers()
})

describe('an emulation', () => {
  it('gets the request, new ids, clients of either version and a signal', async () => {
    const { signals, answer } = run(async (request, { newId, older, newer, signal }) => [request, newId(), older, newer, signal?.aborted], 'asked')
    expect(await answer).toEqual(['asked', 'new', {}, {}, false])
    expect(Object.keys(signals)).toEqual(['1.0.0', '2.0.0'])
  })

  it.each([
    // how it fails, the emulation
    ['at once', () => { throw new Error('no') }],
    ['later', async () => { throw new Error('no') }],
  ])('that fails %s rejects', async (_when, emulation) => {
    await expect(run(emulation).answer).rejects.toThrow('no')
  })

  it('of a single answer is not stopped when it is done', async () => {
    const { signals, answer } = run(async () => 'done')
    await answer
    expect(signals['1.0.0']?.aborted).toBe(false)
  })

  it('sees the signal of its caller in its clients and its own', async () => {
    const caller = new AbortController()
    let own: AbortSignal | undefined
    const { signals } = run(async (_request, { signal }) => { own = signal }, undefined, caller.signal)
    caller.abort(new Error('enough'))
    expect([signals['1.0.0']?.reason, signals['2.0.0']?.reason, own?.reason]).toEqual(Array(3).fill(new Error('enough')))
  })
})

describe('an emulated stream', () => {
  const streamOf = async (emulation: Emulation, signal?: AbortSignal) => {
    const { signals, answer } = run(emulation, undefined, signal)
    return { signals, stream: (await answer) as AsyncGenerator<unknown, unknown> }
  }

  it('yields and returns what its generator does, and is not aborted by its end', async () => {
    const { signals, stream } = await streamOf(async function* () {
      yield 1
      return 'end'
    })
    expect([await stream.next(), await stream.next(), await stream.next()])
      .toEqual([{ done: false, value: 1 }, { done: true, value: 'end' }, { done: true, value: undefined }])
    expect(signals['1.0.0']?.aborted).toBe(false)
  })

  it('that is left early has its signal aborted and its generator finished', async () => {
    const log: string[] = []
    const { signals, stream } = await streamOf((_request, context) => forEver(log, context))
    for await (const event of stream) {
      expect(event).toBe(0)
      break
    }
    expect(log).toEqual(['closed, aborted true'])
    expect(signals['1.0.0']?.aborted).toBe(true)
    expect(await stream.next()).toEqual({ done: true, value: undefined })
  })

  it('that is left before it began runs nothing', async () => {
    const log: string[] = []
    const { signals, stream } = await streamOf((_request, context) => forEver(log, context))
    await stream.return(undefined)
    expect(log).toEqual([])
    expect(signals['1.0.0']?.aborted).toBe(true)
    expect(await stream.next()).toEqual({ done: true, value: undefined })
  })

  it('that is left while it waits stops waiting', async () => {
    vi.useFakeTimers()
    const log: string[] = []
    const { stream } = await streamOf((_request, context) => forEver(log, context))
    await stream.next()
    const pending = failureOf(() => stream.next())
    await vi.advanceTimersByTimeAsync(0)
    expect(vi.getTimerCount()).toBe(1)
    await stream.return(undefined)
    expect(await pending).toMatchObject({ name: 'AbortError' })
    expect(log).toEqual(['closed, aborted true'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('that is left while it calls stops the call', async () => {
    let isCalled = () => {}
    const called = new Promise<void>((resolve) => { isCalled = resolve })
    const { stream } = await streamOf(async function* (_request, { signal }) {
      yield 1
      await new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('the call was stopped')))
        isCalled()
      })
    })
    await stream.next()
    const pending = failureOf(() => stream.next())
    await called
    await stream.return(undefined)
    expect(await pending).toEqual(new Error('the call was stopped'))
  })

  it('whose caller aborts stops waiting with the reason of the caller', async () => {
    const caller = new AbortController()
    const log: string[] = []
    const { stream } = await streamOf((_request, context) => forEver(log, context), caller.signal)
    await stream.next()
    const pending = failureOf(() => stream.next())
    caller.abort(new Error('enough'))
    expect(await pending).toEqual(new Error('enough'))
    expect(log).toEqual(['closed, aborted true'])
  })
})

describe('waiting', () => {
  const waiting = (ms: number, signal?: AbortSignal) => run((_request, { wait }) => wait(ms), undefined, signal).answer

  it('ends after its time, and leaves neither timer nor listener', async () => {
    vi.useFakeTimers()
    const caller = new AbortController()
    let own: AbortSignal | undefined
    const removed: string[] = []
    const { answer } = run((_request, { wait, signal }) => {
      own = signal
      const remove = signal?.removeEventListener.bind(signal)
      if (own) own.removeEventListener = (...args: Parameters<AbortSignal['removeEventListener']>) => { removed.push(args[0]); remove?.(...args) }
      return wait(50)
    }, undefined, caller.signal)
    let ended = false
    void answer.then(() => { ended = true })
    await vi.advanceTimersByTimeAsync(49)
    expect(ended).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(ended).toBe(true)
    expect(removed).toEqual(['abort'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('ends with the reason of an abort, and leaves no timer', async () => {
    vi.useFakeTimers()
    const caller = new AbortController()
    const ended = failureOf(() => waiting(50, caller.signal))
    await Promise.resolve()
    expect(vi.getTimerCount()).toBe(1)
    caller.abort(new Error('enough'))
    expect(await ended).toEqual(new Error('enough'))
    expect(vi.getTimerCount()).toBe(0)
  })

  it('does not begin after an abort', async () => {
    vi.useFakeTimers()
    expect(await failureOf(() => waiting(50, AbortSignal.abort(new Error('enough'))))).toEqual(new Error('enough'))
    expect(vi.getTimerCount()).toBe(0)
  })
})
