import { expect, it } from 'vitest'
import type { Loss } from '../engine/errors.js'
import { holdLosses } from './held-losses.js'

const lossAt = (path: string): Loss => ({ procedure: 'runner.execute', half: 'request', path, reason: 'x', from: '2.0.0', to: '1.0.0' })

it('losses are held until they are released, then told in their order, and those that follow at once', () => {
  const told: string[] = []
  const losses = holdLosses([({ path }) => told.push(path), undefined])
  losses.note(lossAt('a'))
  losses.note(lossAt('b'))
  expect(told).toEqual([])
  losses.release()
  expect(told).toEqual(['a', 'b'])
  losses.note(lossAt('c'))
  expect(told).toEqual(['a', 'b', 'c'])
})
