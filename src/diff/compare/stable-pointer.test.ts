import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { compareZod } from '../../../test/diff/compare-zod.js'
import { stablePointer } from './stable-pointer.js'

describe('a pointer that stays', () => {
  const node = { type: 'object', properties: { next: { $ref: '#/$defs/__schema1' }, size: { minimum: 1 } } }
  const root = {
    properties: { tree: { anyOf: [{ type: 'null' }, { $ref: '#/$defs/__schema1' }] }, far: { items: { $ref: '#/$defs/__schema0' } } },
    $defs: { __schema0: { type: 'array', items: { $ref: '#/$defs/__schema1' } }, __schema1: node, Named: node },
  }

  it.each([
    // pointer, what it is called
    ['/$defs/__schema1/properties/size/minimum', '/properties/tree/anyOf/<"object">/$ref/properties/size/minimum'],
    ['/$defs/__schema0/items', '/properties/far/items/$ref/items'],
    ['/$defs/Named/properties/size', '/$defs/Named/properties/size'],
    ['/properties/tree/anyOf/1', '/properties/tree/anyOf/<"object">'],
    ['/$defs/__schema9/minimum', '/$defs/__schema9/minimum'],
  ])('%s is called %s', (pointer, name) => {
    expect(stablePointer(root, pointer)).toBe(name)
  })
})

describe('the fingerprint of a finding about a schema that contains itself', () => {
  const tree = (min: number) => {
    const node: z.ZodType = z.object({ value: z.number().min(min), get children() { return z.array(node) } })
    return node
  }
  const list = () => {
    const link: z.ZodType = z.object({ get next() { return link.optional() } })
    return link
  }
  const worst = (older: z.ZodType, newer: z.ZodType) => compareZod(older, newer, 'request').filter(({ verdict }) => verdict === 'breaking').map(({ fingerprint }) => fingerprint)

  it.each([
    // what else there is, beside the older tree and beside the newer
    ['another is added before it', {}, { list: list().optional() }],
    ['another is there in both', { list: list() }, { list: list() }],
    ['another is added deep inside', {}, { deep: z.object({ list: list() }).optional() }],
    ['it is used in another place as well', {}, { zebra: z.array(tree(1)).optional() }],
  ])('stays where %s', (_, before, after) => {
    const alone = worst(z.object({ tree: tree(0) }), z.object({ tree: tree(1) }))
    expect(alone).toHaveLength(1)
    expect(worst(z.object({ ...before, tree: tree(0) }), z.object({ ...after, tree: tree(1) }))).toStrictEqual(alone)
  })

  it('stays where a union of them gains one', () => {
    const [one, other] = [z.union([z.null(), tree(0)]), z.union([z.null(), tree(1)])]
    expect(worst(z.object({ list: list(), a: one }), z.object({ a: other, list: list() }))).toStrictEqual(worst(z.object({ a: one }), z.object({ a: other })))
  })
})
