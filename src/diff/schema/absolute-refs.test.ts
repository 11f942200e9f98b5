import { describe, expect, it } from 'vitest'
import { compareSchemas } from '../contract/compare-schemas.js'
import { type Verdict, worst } from '../compare/finding.js'
import { withAbsoluteRefs } from './absolute-refs.js'

/** An embedded resource whose `#/…` means its own place. */
const embedded = (inner: object, outer: object) => ({
  $id: 'https://example.com/order',
  properties: { item: { $ref: 'item' } },
  $defs: { size: outer, item: { $id: 'item', properties: { size: { $ref: '#/$defs/size' } }, $defs: { size: inner } } },
})
const [one, five] = [{ type: 'integer', minimum: 1 }, { type: 'integer', minimum: 5 }]
const tree = (leaf: object) => ({ $dynamicAnchor: 'node', type: 'object', properties: { leaf, children: { items: { $dynamicRef: '#node' } } } })

describe('where a reference leads', () => {
  it.each([
    // what, document, the reference afterwards
    ['a resource of its own', embedded(one, five), '#/$defs/item/$defs/size'],
    ['a resource by a relative URI', { $ref: 'b', $defs: { b: { $id: 'b', properties: { size: { $ref: '#here' } }, $defs: { x: { $anchor: 'here' } } }, y: { $anchor: 'here' } } }, '#/$defs/b/$defs/x'],
    ['a URI with a pointer', { properties: { size: { $ref: 'urn:x:y#/$defs/z' } }, $defs: { b: { $id: 'urn:x:y', $defs: { z: true } } } }, '#/$defs/b/$defs/z'],
    ['a name with a percent sign', { properties: { size: { $ref: '#/$defs/a%25b' } }, $defs: { 'a%b': true } }, '#/$defs/a%25b'],
    ['nowhere', { $id: 'https://example.com/a/b', properties: { size: { $ref: 'c#/d' } } }, 'https://example.com/a/c#/d'],
    ['one of two with one name', { properties: { size: { $ref: 'c' } }, $defs: { a: { $id: 'c' }, b: { $id: 'c' } } }, 'c'],
    ['a dynamic anchor that is alone', { properties: { size: { $dynamicRef: '#n' } }, $defs: { a: { $dynamicAnchor: 'n' } } }, '#/$defs/a'],
    ['the whole', { properties: { size: { $recursiveRef: '#' } } }, '#'],
  ])('is %s', (_, document, reference) => {
    expect(JSON.stringify(withAbsoluteRefs(document))).toContain(`"size":{"$ref":${JSON.stringify(reference)}}`)
  })

  it('is of no matter in data', () => {
    const document = { const: { $id: 'x', $ref: 'y' }, default: { $dynamicRef: 'z' } }
    expect(withAbsoluteRefs(document)).toStrictEqual(document)
  })
})

describe('between documents that refer', () => {
  const twoNodes = (leaf: object) => ({ ...tree(leaf), $defs: { other: { $id: 'other', ...tree({}) } } })

  it.each<readonly [string, object, object, Verdict]>([
    // what, older, newer, verdict of a request
    ['a break in an embedded resource', embedded(one, one), embedded(five, one), 'breaking'],
    ['a change beside an embedded resource', embedded(one, one), embedded(one, five), 'compatible'],
    ['a break behind a dynamic reference', tree(one), tree(five), 'breaking'],
    ['a widening behind a dynamic reference', tree(five), tree(one), 'compatible'],
    ['a dynamic reference that depends on the way', { items: twoNodes({}) }, { items: { ...twoNodes({}), maxProperties: 9 } }, 'breaking'],
    ['dynamic references that nobody follows', { not: { not: twoNodes(five) } }, { not: { not: twoNodes(one) } }, 'unproven'],
    ['unevaluated fields beside a dynamic reference that nobody follows', { ...twoNodes({}), properties: { other: { type: 'object', $dynamicRef: '#node', unevaluatedProperties: false } } }, { ...twoNodes({}), properties: { other: { type: 'object', properties: { leaf: false } } } }, 'unproven'],
    ['a dynamic reference beside another', { $ref: '#/$defs/a', $defs: { a: { type: 'object' } } }, { $ref: '#/$defs/a', $dynamicRef: '#b', $defs: { a: { type: 'object' }, b: { $dynamicAnchor: 'b', minProperties: 1 } } }, 'breaking'],
    ['a recursive reference', { properties: { a: true } }, { properties: { a: { $recursiveRef: '#' } }, type: 'object' }, 'breaking'],
    ['one document outside, by two names', { $id: 'https://a.example/x', $ref: 'y' }, { $id: 'https://b.example/x', $ref: 'y' }, 'unproven'],
    ['an id of draft 4', { $schema: 'http://json-schema.org/draft-04/schema#', $ref: 'b', definitions: { b: { id: 'b', ...one } } }, { $ref: '#/c', c: five }, 'breaking'],
    ['an id beside a reference of draft 7', { $schema: 'http://json-schema.org/draft-07/schema#', properties: { a: { $id: 'b', $ref: '#/definitions/c' } }, definitions: { c: one } }, { properties: { a: five } }, 'breaking'],
  ])('%s', (_, older, newer, verdict) => {
    expect(worst(compareSchemas(older, newer, 'request').findings)).toBe(verdict)
  })
})
