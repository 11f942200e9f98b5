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

  it.each([
    // what is sent, what of it reaches oRPC's query strings and forms
    ['a number that is none', { a: [NaN] }, { a: [null] }],
    ['nothing in a list', [undefined, 1], [null, 1]],
    ['a key that would set a prototype', JSON.parse('{"a":{"__proto__":{"b":1},"c":2}}'), { a: { c: 2 } }],
    ['a date deep down', { a: [{ b: new Date(0) }] }, { a: [{ b: '1970-01-01T00:00:00.000Z' }] }],
    ['what would write itself', { a: { toJSON: () => 'x', b: 1 } }, { a: { b: 1 } }],
    ['a big integer', { a: 1n }, { a: '1' }],
  ])('makes of %s what oRPC makes of it', (_what, value, expected) => {
    expect(own.serialize(value)).toStrictEqual([expected, false])
    expect(orpc.serialize(value)).toStrictEqual([expected, false])
  })

  it('sees a file wherever it is', () => {
    expect(own.serialize({ a: [{ file: new Blob(['x']) }] })[1]).toBe(true)
  })

  it('copies no JSON', () => {
    const value = { a: [{ b: 'c', d: null }], e: undefined }
    expect(own.serialize(value)[0]).toBe(value)
  })
})
