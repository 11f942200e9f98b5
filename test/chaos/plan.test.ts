import fc from 'fast-check'
import { expect, it } from 'vitest'
import { planOf } from './plan.js'
import { nextKind } from './runner-kind.js'

const plans = fc.record({ seed: fc.string(), executions: fc.integer({ min: 100, max: 3000 }), runners: fc.integer({ min: 6, max: 20 }) })

it('the same seed gives the same plan, another seed another', () => {
  const plan = (seed: string) => planOf({ seed, executions: 2000, runners: 12 })
  expect(plan('a')).toStrictEqual(plan('a'))
  expect(plan('a').steps).not.toStrictEqual(plan('b').steps)
})

it('a third of the runners are in pools of two', () => {
  const { addresses } = planOf({ seed: 'a', executions: 2000, runners: 12 })
  expect(addresses.map(({ members }) => members.length)).toStrictEqual([...Array<number>(8).fill(1), 2, 2])
})

it('each step is possible where it comes, and everything that can happen does', () => {
  fc.assert(
    fc.property(plans, (options) => {
      const { initially, steps } = planOf(options)
      const now = new Map(Object.entries(initially))
      const awayUntil = new Map<string, number>()
      for (const { at, act, who, kind, backAt = at } of steps) {
        if (who === 'orchestrator') continue
        expect(awayUntil.get(who) ?? -1).toBeLessThan(at)
        if (act === 'upgrade' || act === 'rollback') expect(kind).toBe(nextKind(now.get(who)!, act === 'upgrade' ? 1 : -1))
        if (act === 'restart') expect(kind).toBe(now.get(who))
        now.set(who, kind)
        awayUntil.set(who, act === 'kill' ? backAt : -1)
      }
      expect(new Set(steps.map(({ act }) => act))).toStrictEqual(new Set(['upgrade', 'rollback', 'kill', 'restart']))
      expect(steps.map(({ at }) => at)).toStrictEqual(steps.map(({ at }) => at).sort((one, other) => one - other))
      expect(steps.every(({ at, backAt = at }) => at > 0 && backAt <= options.executions)).toBe(true)
    }),
  )
})
