import { oc } from '@orpc/contract'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { checkLossPaths } from './check-loss-paths.js'
import { proceduresOf } from './procedures.js'

const older = proceduresOf(oc.input(z.object({ old: z.string(), list: z.array(z.object({ a: z.string() })) }))).get('')!
const newer = proceduresOf(oc.input(z.object({ new: z.string() }))).get('')!
const step = { up: (value: unknown) => value, down: (value: unknown) => value }

it.each([
  // what is declared, paths that are refused
  [{ losses: [{ path: 'new', reason: 'r' }] }, []],
  [{ losses: [{ path: 'old', reason: 'r' }] }, ['old']],
  [{ losses: [{ path: 'old', reason: 'r', direction: 'up' as const }, { path: 'list[].a', reason: 'r', direction: 'up' as const }] }, []],
  [{ losses: [{ path: 'list[].b', reason: 'r', direction: 'up' as const }] }, ['list[].b']],
  [{ normalises: [{ path: 'old', reason: 'r' }, { path: 'list[]', reason: 'r' }] }, []],
  [{ normalises: [{ path: 'new', reason: 'r' }] }, ['new']],
])('of %j refuses the paths %j, which the side that they speak of does not have', (declared, refused) => {
  const problems = checkLossPaths('hop', older, newer, { request: { ...step, ...declared } })
  expect(problems.map(({ rule, problem }) => [rule, problem])).toStrictEqual(refused.map((path) => ['loss-path-unknown', `its request has no ${path}`]))
})
