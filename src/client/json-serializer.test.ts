import { StandardOpenAPIJsonSerializer } from '@orpc/openapi-client/standard'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JsonSerializer } from './json-serializer.js'

const [own, orpc] = [new JsonSerializer(), new StandardOpenAPIJsonSerializer()]

const written = ([json, hasBlob]: readonly [unknown, boolean]) => ({ text: JSON.stringify(json), hasBlob })

describe('JsonSerializer', () => {
  it('writes whatever there is as oRPC does', () => {
    const values = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true, withSparseArray: true })
    const same = fc.property(values, (value) => {
      expect(written(own.serialize(value))).toStrictEqual(written(orpc.serialize(value)))
    })
    fc.assert(same, { numRuns: 2000 })
  })

  it.each<[string, unknown, unknown]>([
    // what is sent, what of it reaches oRPC's query strings and forms
    ['a number that is none', { a: [NaN] }, { a: [null] }],
    ['nothing in a list', [undefined, 1], [null, 1]],
    ['a key that would set a prototype', JSON.parse('{"a":{"__proto__":{"b":1},"c":2}}'), { a: { c: 2 } }],
    ['a date deep down', { a: [{ b: new Date(0) }] }, { a: [{ b: '1970-01-01T00:00:00.000Z' }] }],
    ['what would write itself', { a: { toJSON: () => 'x', b: 1 } }, { a: { b: 1 } }],
    ['a big integer', { a: 1n }, { a: '1' }],
    ['what would write itself, and is not listed', Object.defineProperty({ a: 1 }, 'toJSON', { value: () => 'x' }), { a: 1 }],
    ['a list that would write itself', { a: Object.assign([1], { toJSON: () => 'x' }) }, { a: [1] }],
    ['what has no prototype, and no text', Object.assign(Object.create(null) as object, { a: 1 }), { a: 1 }],
  ])('makes of %s what oRPC makes of it', (_what, value, expected) => {
    expect(own.serialize(value)).toStrictEqual([expected, false])
    expect(JSON.stringify(own.serialize(value)[0])).toBe(JSON.stringify(expected))
    expect(orpc.serialize(value)).toStrictEqual([expected, false])
  })

  it('sees a file wherever it is', () => {
    expect(own.serialize({ a: [{ file: new Blob(['x']) }] })[1]).toBe(true)
  })

  it('looks at a part of a value once, however deep the date is', () => {
    let reads = 0
    const leaf = { get text() { return String((reads += 1)) } }
    const deep = Array.from({ length: 50 }).reduce<object>((inner) => ({ inner }), { leaf, at: new Date(0) })
    own.serialize(deep)
    expect(reads).toBeLessThanOrEqual(2)
  })

  it('copies no JSON', () => {
    const value = { a: [{ b: 'c', d: null }], e: undefined }
    expect(own.serialize(value)[0]).toBe(value)
  })
})
