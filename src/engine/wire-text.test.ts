import fc from 'fast-check'
import { expect, it } from 'vitest'
import { wireText } from './wire-text.js'

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).reverse().map(([key, item]) => [key, shuffled(item)]))
}

it('does not depend on the order of keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (schema) => {
      expect(wireText(shuffled(schema))).toBe(wireText(schema))
    }),
  )
})

it.each([
  // where the word stands, one schema, the other, whether it is prose there
  ['at a schema', { title: 'a' }, { title: 'b' }, true],
  ['at the schema of a property', { properties: { a: { title: 'a' } } }, { properties: { a: {} } }, true],
  ['at a member of a union', { anyOf: [{ title: 'a' }, { type: 'null' }] }, { anyOf: [{}, { type: 'null' }] }, true],
  ['as the name of a property', { properties: { title: {} } }, { properties: {} }, false],
  ['as the name of a definition', { $defs: { title: {} } }, { $defs: {} }, false],
  ['as the name of a required property', { required: ['title'] }, { required: [] }, false],
  ['in a default', { default: { title: 'a' } }, { default: {} }, false],
  ['in a constant', { const: { title: 'a' } }, { const: {} }, false],
  ['in an enum', { enum: [{ title: 'a' }] }, { enum: [{}] }, false],
])('takes `title` for prose or not where it stands %s', (_where, one, other, isProse) => {
  expect(wireText(one) === wireText(other)).toBe(isProse)
})

it('is empty for nothing', () => {
  expect(wireText(undefined)).toBe('')
})

it.each([
  // what has an order, one schema, the other, whether the order says something
  ['a list in a default', { default: [1, 2] }, { default: [2, 1] }, true],
  ['the branches of a union', { anyOf: [{ type: 'null' }, {}] }, { anyOf: [{}, { type: 'null' }] }, true],
  ['the items of a tuple', { prefixItems: [{ type: 'null' }, {}] }, { prefixItems: [{}, { type: 'null' }] }, true],
  ['the required fields', { required: ['a', 'b'] }, { required: ['b', 'a'] }, false],
  ['the members of an enum', { enum: ['a', 1, null] }, { enum: [null, 'a', 1] }, false],
  ['the types of a value', { type: ['string', 'null'] }, { type: ['null', 'string'] }, false],
])('reads the order of %s or not', (_what, one, other, says) => {
  expect(wireText(one) !== wireText(other)).toBe(says)
})
