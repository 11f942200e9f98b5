import { expect, it } from 'vitest'
import type { Rollout } from './rollout.js'
import { simulate } from './simulate.js'

const rollout: Rollout = { seed: 'a', runners: 300, orchestrators: 16, durationMs: 3_600_000, runsOfARunner: 2, callsOfARun: 6 }
/** How long an agreement is kept where nobody says otherwise. */
const TTL_MS = 300_000

it.each([false, true])('while a fleet upgrades no call fails and none is stale for longer than an agreement lives (shared: %s)', async (isShared) => {
  const { calls, failures, unserved, stale, longestStaleMs, rejections } = await simulate(rollout, isShared)
  expect({ calls, failures, unserved }).toStrictEqual({ calls: 3600, failures: 0, unserved: 0 })
  expect(stale).toBeGreaterThan(0)
  expect(rejections).toBeGreaterThan(0)
  expect(longestStaleMs).toBeLessThanOrEqual(TTL_MS)
})

it('a shared cache saves most of the probes', async () => {
  const [alone, shared] = [await simulate(rollout, false), await simulate(rollout, true)]
  expect(shared.probes).toBeLessThan(alone.probes / 2)
  expect([alone.storeReads, alone.storeWrites]).toStrictEqual([0, 0])
})

it('the same seed gives the same counts', async () => {
  expect(await simulate(rollout, false)).toStrictEqual(await simulate(rollout, false))
})
