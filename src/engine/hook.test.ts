import { expect, it } from 'vitest'
import { tell } from './hook.js'

it('a hook is told at once', () => {
  const told: number[] = []
  tell((value: number) => told.push(value), 1)
  expect(told).toEqual([1])
})

it('no hook is no trouble', () => {
  expect(() => tell(undefined, 1)).not.toThrow()
})

it.each([
  ['throws', () => { throw new Error('a defect') }],
  ['rejects', async () => { throw new Error('a defect') }],
])('a hook that %s troubles nobody', async (_how, hook) => {
  const unhandled: unknown[] = []
  const note = (error: unknown) => unhandled.push(error)
  process.on('unhandledRejection', note)
  expect(() => tell(hook, 1)).not.toThrow()
  await new Promise((resolve) => setTimeout(resolve, 5))
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})
