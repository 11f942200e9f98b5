import { expect, it } from 'vitest'
import type { Loss } from './errors.js'
import { decideLosses, type LossPolicy, type LossToDecide } from './policy.js'

const call = { procedure: 'runner.execute', from: '2.0.0', to: '1.0.0', peer: 'https://peer.example' }
const [procedure, from, to, half, reason] = [call.procedure, call.from, call.to, 'request', 'why'] as const
const plain: Loss = { procedure, from, to, half, path: 'plain', reason }
const grave: Loss = { procedure, from, to, half, path: 'grave', reason }
const marked: LossToDecide = { ...grave, policy: 'reject' }

it.each<[LossPolicy | undefined, readonly LossToDecide[], readonly Loss[]]>([
  // policy of the caller, losses (grave ones are marked by their hop), which are reported
  ['allow', [plain, marked], []],
  ['report', [plain, marked], [plain, grave]],
  [undefined, [plain], [plain]],
  ['reject', [], []],
  [undefined, [], []],
])('under the policy %s, of $1.length losses are reported $2.length', (policy, losses, reported) => {
  expect(decideLosses(losses, policy, call)).toEqual(reported)
})

it.each<[LossPolicy | undefined, readonly LossToDecide[], readonly Loss[]]>([
  // policy of the caller, losses, which of them are refused
  ['reject', [plain, marked], [plain, grave]],
  ['reject', [plain], [plain]],
  [undefined, [plain, marked], [grave]],
])('under the policy %s, of $1.length losses are refused $2.length', (policy, losses, refused) => {
  expect(() => decideLosses(losses, policy, call)).toThrow(
    expect.objectContaining({ code: 'LOSSY_CONVERSION', details: { ...call, losses: refused } }),
  )
})

it('refuses all losses under a policy that is misspelt', () => {
  const misspelt: string = 'Allow'
  expect(() => decideLosses([plain], misspelt as LossPolicy, call)).toThrow(expect.objectContaining({ code: 'LOSSY_CONVERSION' }))
})

it('hands losses on without what their hop wants done about them', () => {
  expect(decideLosses([marked], 'report', call)[0]).not.toHaveProperty('policy')
})
