import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonValue } from '../arbitrary/json-value.js'
import { anyString } from '../arbitrary/string.js'
import { literal } from './literal.js'

const read = (text: string): unknown => new Function(`return ${text}`)()

describe('literal', () => {
  it.each<[unknown, string]>([
    // value, literal
    [{ name: "it's", 'a-b': [1, -0, null, undefined] }, "{ name: 'it\\'s', 'a-b': [1, -0, null, undefined] }"],
    [Object.fromEntries([['__proto__', {}]]), "{ ['__proto__']: {} }"],
    [new Date(0), "new Date('1970-01-01T00:00:00.000Z')"],
    [new Date(Number.NaN), 'new Date(NaN)'],
    ['\ud800\u0000"\\', "'\\ud800\\u0000\"\\\\'"],
    ['xyz'.repeat(50), `'${'xyz'.repeat(50)}'`],
    ['x'.repeat(65_536), "'x'.repeat(65536)"],
    [12n, '12n'],
    [Infinity, 'Infinity'],
  ])('writes %o as %s', (value, text) => {
    expect(literal(value)).toBe(text)
  })

  it('can be read back by JavaScript', () => {
    fc.assert(fc.property(fc.oneof(jsonValue, anyString), (value) => isDeepStrictEqual(read(literal(value)), value)), { seed: 1, numRuns: 2_000 })
  })
})
