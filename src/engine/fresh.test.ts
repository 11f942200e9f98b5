import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { registry } from '../registry.js'
import { fresh, isPlain } from './fresh.js'

describe('fresh', () => {
  const blob = new Blob([])
  it.each<[string, unknown]>([
    // what is copied, value
    ['scalars', ['text', 0, null, true, undefined, 5n]],
    ['lists and objects', { a: [{ b: [] }, {}] }],
    ['objects without a prototype', { a: Object.assign(Object.create(null), { b: [] }) }],
    ['dates', { at: new Date(5) }],
    ['keys that reach a prototype', JSON.parse('{"__proto__":{"a":[]},"constructor":{"prototype":{}}}')],
  ])('gives an equal value of %s', (_what, value) => {
    // vitest takes a key named constructor for the class
    expect(isDeepStrictEqual(fresh(value), structuredClone(value))).toBe(true)
    expect(fresh(value)).not.toBe(value)
  })

  it.each<[string, (value: { list: object[]; at: Date; deep: { own: object }; bare: object }) => unknown]>([
    // part of a value
    ['a list', ({ list }) => list],
    ['an object in a list', ({ list }) => list[0]],
    ['a date', ({ at }) => at],
    ['an object below an object', ({ deep }) => deep.own],
    ['an object without a prototype', ({ bare }) => bare],
  ])('does not share %s', (_what, part) => {
    const value = { list: [{}], at: new Date(0), deep: { own: {} }, bare: Object.create(null) as object }
    expect(part(fresh(value) as typeof value)).not.toBe(part(value))
    expect(part(fresh(value) as typeof value)).toEqual(part(value))
  })

  it('passes what is of a class of its own', () => {
    expect((fresh({ blob }) as { blob: Blob }).blob).toBe(blob)
  })
})

describe('isPlain', () => {
  it.each<[unknown, boolean]>([
    [{}, true],
    [Object.create(null), true],
    [[], false],
    [Object.setPrototypeOf([], null), false],
    [Object.setPrototypeOf([], Object.prototype), false],
    [new Date(0), false],
    [null, false],
    ['text', false],
  ])('%o: %s', (value, expected) => {
    expect(isPlain(value)).toBe(expected)
  })
})

describe('what the registry converts', () => {
  it.each([
    // half, from, to, value, request, free-form JSON in the value, in the result
    ['request', '1.0.0', '2.0.0', { runners: [{ name: 'a', input: { deep: { free: 1 } } }] }, undefined, 'runners.0.input.deep'],
    ['request', '2.0.0', '1.0.0', { runId: 'r', runners: [{ name: 'a', input: { deep: { free: 1 } } }] }, undefined, 'runners.0.input.deep'],
    ['response', '2.0.0', '1.0.0', { runId: 'r', results: [{ name: 'a', status: 'pass', details: { deep: { free: 1 } } }] }, { runners: ['a'] }, 'results.0.details.deep'],
  ] as const)('is not changed by who changes the result: %s, %s to %s', async (half, from, to, value, request, path) => {
    const at = (whole: unknown) => path.split('.').reduce((node, key) => (node as Record<string, unknown>)[key], whole) as { free: number }
    const { value: migrated } = await registry.migrate('runner.execute', half, value, { from, to, request })
    at(migrated).free = 2
    expect(at(value).free).toBe(1)
  })
})
