import { getEventListeners } from 'node:events'
import { expect, it } from 'vitest'
import { anySignal, untilAborted } from './abort.js'

const never = () => new Promise<never>(() => {})

it.each([
  ['without a signal', undefined],
  ['with a signal that nobody aborts', new AbortController().signal],
])('a promise %s comes out as it is', async (_what, signal) => {
  await expect(untilAborted(Promise.resolve(1), signal)).resolves.toBe(1)
  await expect(untilAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no')
})

it('an abort ends the waiting with its reason', async () => {
  const leaving = new AbortController()
  const waiting = untilAborted(never(), leaving.signal)
  leaving.abort(new Error('enough'))
  await expect(waiting).rejects.toThrow('enough')
})

it('nobody waits who has left before', async () => {
  await expect(untilAborted(never(), AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
  await expect(untilAborted(Promise.reject(new Error('no')), AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
})

it('a signal that outlives many calls keeps none of them', async () => {
  const { signal } = new AbortController()
  await untilAborted(Promise.resolve(), signal)
  await untilAborted(Promise.reject(new Error('no')), signal).catch(() => {})
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

it('a signal has one listener, however many wait', async () => {
  const stop = new AbortController()
  const others = Array.from({ length: 20 }, () => untilAborted(never(), stop.signal).catch((reason: unknown) => reason))
  await untilAborted(Promise.resolve(), stop.signal)
  expect(getEventListeners(stop.signal, 'abort')).toHaveLength(1)
  stop.abort('enough')
  expect(await Promise.all(others)).toEqual(others.map(() => 'enough'))
})

it('of two signals either aborts, and one alone is itself', () => {
  const { signal } = new AbortController()
  expect(anySignal(signal, undefined)).toBe(signal)
  expect(anySignal(signal, AbortSignal.abort()).aborted).toBe(true)
  expect(anySignal(AbortSignal.abort(), signal).aborted).toBe(true)
  expect(anySignal(signal, new AbortController().signal).aborted).toBe(false)
})
