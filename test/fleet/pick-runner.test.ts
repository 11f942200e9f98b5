import type { RunRunnersRequest } from '@runners/contracts'
import { expect, it } from 'vitest'
import { pickRunner } from '../../examples/fleet/pick-runner.js'

const call = { name: 'pageTitle', input: {} }
const limitedCall = { ...call, timeoutMs: 1000 }
const v1 = { version: '1.0.0', underWay: 0 }
const v2 = { version: '2.0.0', underWay: 0 }
const busy = { underWay: 9 }

it.each<[what: string, request: Partial<RunRunnersRequest>, candidates: { version: string; underWay: number }[], picked: number]>([
  // what the request asks, in fields; runners of the region; place of the one picked
  ['nothing', {}, [v1, v2], 0],
  ['nothing', {}, [v2, v1], 0],
  ['nothing', {}, [{ ...v1, underWay: 2 }, { ...v2, underWay: 1 }], 1],
  ['nothing', {}, [{ ...v2, underWay: 2 }, { ...v1, underWay: 1 }], 1],
  ['a time limit', { timeoutMs: 1000 }, [v1, v2], 1],
  ['a time limit', { timeoutMs: 1000 }, [v1, { ...v2, ...busy }], 1],
  ['a time limit', { timeoutMs: 1000 }, [v1, { ...v2, ...busy }, v2], 2],
  ['a time limit', { timeoutMs: 1000 }, [{ ...v1, ...busy }, v1], 1],
  ['a time limit for one of its runners', { runners: [call, limitedCall] }, [v1, v2], 1],
  ['that nothing happens twice', { idempotencyKey: 'k1' }, [v1, v2], 1],
])('a request that asks for %s (%j) goes, of %j, to number %i', (_what, request, candidates, picked) => {
  expect(pickRunner({ runId: 'r1', runners: [call], ...request }, candidates)).toBe(candidates[picked])
})

it('there is nothing to pick where there is no candidate', () => {
  expect(pickRunner({ runId: 'r1', runners: [call] }, [])).toBeUndefined()
})
