import { describe, expect, it } from 'vitest'
import { changedPair, unsoundness, widenedPair } from './soundness.js'

const seeds = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index)

describe('between random schemas', { timeout: 120_000 }, () => {
  it('what is called compatible refuses no value, and every witness shows the break', () => {
    const problems = seeds(0, 120).flatMap((seed) => {
      const { older, newer } = changedPair(seed)
      const { problem } = unsoundness(older, newer, seed, 300)
      return problem === undefined ? [] : [`seed ${seed}: ${problem}`]
    })
    expect(problems).toStrictEqual([])
  })

  it('what is built to take everything is never called breaking', () => {
    const broken = seeds(0, 60).filter((seed) => {
      const { older, newer } = widenedPair(seed)
      return unsoundness(older, newer, seed, 50).verdict === 'breaking'
    })
    expect(broken).toStrictEqual([])
  })

  it('most pairs are decided, so that this says something', () => {
    const verdicts = seeds(0, 60).map((seed) => {
      const { older, newer } = changedPair(seed)
      return unsoundness(older, newer, seed, 20).verdict
    })
    expect(verdicts.filter((verdict) => verdict === 'breaking').length).toBeGreaterThan(15)
    expect(verdicts.filter((verdict) => verdict === 'compatible').length).toBeGreaterThan(10)
    expect(verdicts.filter((verdict) => verdict === 'unproven').length).toBeLessThan(6)
  })
})
