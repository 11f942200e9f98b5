import { describe, expect, it } from 'vitest'
import { deepFreeze, isAliased } from './frozen.js'

describe('deepFreeze', () => {
  it.each<[string, () => { readonly value: object; readonly change: () => void }]>([
    // what is changed, how
    ['a field', () => { const value = { a: 1 }; return { value, change: () => (value.a = 2) } }],
    ['a field below a list', () => { const value = [{ a: 1 }]; return { value, change: () => (value[0]!.a = 2) } }],
    ['a list', () => { const value = { list: [1] }; return { value, change: () => value.list.push(2) } }],
    ['a field that is new', () => { const value: Record<string, unknown> = {}; return { value, change: () => (value['b'] = 2) } }],
  ])('stops who changes %s', (_what, make) => {
    const { value, change } = make()
    deepFreeze(value)
    expect(change).toThrow(TypeError)
  })

  it('notices who sets a date', () => {
    const value = { list: [{ at: new Date(5) }] }
    const frozen = deepFreeze(value)
    expect(frozen.isUntouched()).toBe(true)
    value.list[0]!.at.setTime(6)
    expect(frozen.isUntouched()).toBe(false)
  })
})

describe('isAliased', () => {
  const shared = { deep: [new Date(0)] }
  it.each<[string, unknown, unknown, boolean]>([
    // how, one, other, whether they share
    ['the same object', shared, shared, true],
    ['an object below', { a: [shared] }, { b: shared }, true],
    ['a list below', { a: shared.deep }, shared, true],
    ['a date', [shared.deep[0]], { at: shared.deep[0] }, true],
    ['a string', { a: 'text' }, { a: 'text' }, false],
    ['equal objects', { a: [{}] }, { a: [{}] }, false],
  ])('sees in %s what can be changed from both sides', (_how, one, other, isShared) => {
    expect(isAliased(one, other)).toBe(isShared)
  })
})
