import { describe, expect, it } from 'vitest'
import { differences } from './differences.js'

const own = (key: string, value: unknown) => Object.fromEntries([[key, value]])

describe('differences', () => {
  it.each([
    // one, other, where they differ
    [1, 1, []],
    [1, 2, ['']],
    [Number.NaN, Number.NaN, []],
    [0, -0, []],
    [null, undefined, ['']],
    ['a', 'b', ['']],
    [{ a: 1 }, { a: 1, b: undefined }, []],
    [{ b: undefined }, {}, []],
    [{ a: 1 }, { a: 2, b: 3 }, ['a', 'b']],
    [{ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 3 }] } }, ['a.b[1].c']],
    [[1, 2], [1], ['[1]']],
    [[], [undefined], ['[0]']],
    [[1], { 0: 1 }, ['']],
    [{ a: {} }, { a: [] }, ['a']],
    [{ a: { b: 1, c: 2 } }, {}, ['a']],
    [new Date(5), new Date(5), []],
    [{ at: new Date(5) }, { at: new Date(6) }, ['at']],
    [new Date(5), '1970-01-01T00:00:00.005Z', ['']],
    [new Set([1, { a: 1 }]), new Set([1, { a: 1 }]), []],
    [new Set([1]), new Set([2]), ['[0]']],
    [new Map([['a', 1]]), new Map([['a', 2]]), ['[0][1]']],
    [own('__proto__', 1), {}, ['__proto__']],
    [own('__proto__', { a: 1 }), own('__proto__', { a: 2 }), ['__proto__.a']],
    [own('constructor', Object), {}, ['constructor']],
    [{ 'a.b': 1 }, { 'a.b': 2 }, ['a.b']],
  ])('of %j and %j are at %j', (one, other, paths) => {
    expect(differences(one, other).map(({ path }) => path)).toStrictEqual(paths)
    expect(differences(other, one).map(({ path }) => path).toSorted()).toStrictEqual(paths.toSorted())
  })

  it('tells a key that is a number from a position', () => {
    expect(differences([{ 0: 1 }], [{ 0: 2 }])[0]?.segments).toStrictEqual([0, '0'])
  })
})
