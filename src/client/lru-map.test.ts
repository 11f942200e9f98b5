import { describe, expect, it } from 'vitest'
import { createLruMap } from './lru-map.js'

function mapAt(settings: { readonly ttlMs?: number; readonly max?: number } = {}) {
  const clock = { now: 0 }
  const { ttlMs = 100, max = 3 } = settings
  const map = createLruMap<{ readonly value: string; readonly until: number }>({ max, now: () => clock.now })
  return {
    clock,
    map: {
      get: (key: string) => map.get(key)?.value,
      set: (key: string, value: string) => map.set(key, { value, until: clock.now + ttlMs }),
      delete: map.delete,
    },
  }
}

describe('a value', () => {
  it.each([
    // age in ms, what is read
    [0, 'value'],
    [99, 'value'],
    [100, undefined],
    [101, undefined],
  ])('of %d ms in a map of 100 ms reads as %s', (age, read) => {
    const { clock, map } = mapAt()
    map.set('key', 'value')
    clock.now = age
    expect(map.get('key')).toBe(read)
  })

  it('does not live longer for being read', () => {
    const { clock, map } = mapAt()
    map.set('key', 'value')
    clock.now = 60
    map.get('key')
    clock.now = 120
    expect(map.get('key')).toBeUndefined()
  })

  it('lives anew once it is set again', () => {
    const { clock, map } = mapAt()
    map.set('key', 'old')
    clock.now = 60
    map.set('key', 'new')
    clock.now = 120
    expect(map.get('key')).toBe('new')
  })

  it('is gone once it is deleted', () => {
    const { map } = mapAt()
    map.set('key', 'value')
    map.delete('key')
    expect(map.get('key')).toBeUndefined()
  })
})

it.each([
  // what is used before a fourth comes, what is left
  [[], ['b', 'c', 'd']],
  [['a'], ['a', 'c', 'd']],
  [['a', 'b'], ['a', 'b', 'd']],
])('a map of three in which %j were used keeps %j when a fourth comes', (used, left) => {
  const { map } = mapAt()
  for (const key of ['a', 'b', 'c']) map.set(key, key)
  for (const key of used) map.get(key)
  map.set('d', 'd')
  expect(['a', 'b', 'c', 'd'].filter((key) => map.get(key) !== undefined)).toEqual(left)
})

it('setting what is there already pushes nothing out', () => {
  const { map } = mapAt({ max: 2 })
  for (const key of ['a', 'b', 'b', 'b']) map.set(key, key)
  expect([map.get('a'), map.get('b')]).toEqual(['a', 'b'])
})
