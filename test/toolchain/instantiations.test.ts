import { expect, it } from 'vitest'
import { instantiationsOf } from '../../bench/harness/instantiations.mjs'

it('type checking a consumer of the latest client takes at most 1.3 times the instantiations of one of the bare contract', () => {
  const [bare, latest] = ['bare', 'latest'].map((name) => instantiationsOf(name)) as [number, number]
  expect(bare).toBeGreaterThan(1000)
  expect(latest / bare).toBeLessThanOrEqual(1.3)
}, 120_000)
