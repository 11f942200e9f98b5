import { describe, expect, it } from 'vitest'
import { compile } from '../formula/compile.js'
import { holds } from '../formula/holds.js'
import { openDocument } from '../schema/document.js'
import { solve } from './solver.js'

const formula = (schema: unknown) => {
  const document = openDocument(schema)
  return compile(document.root, '', { document, role: 'takes', by: 'accepted', zod: false, mode: 'input', relaxed: new Set() })
}

/** `yes` where every value of the one is one of the other, `no` with a value that was held against both, else `unknown`. */
const within = (one: unknown, other: unknown) => {
  const outcome = solve({ meets: [formula(one)], fails: [formula(other)] })
  if (outcome.kind !== 'value') return outcome.kind === 'none' ? 'yes' : 'unknown'
  const isWitness = holds(formula(one), outcome.value) === true && holds(formula(other), outcome.value) === false
  return isWitness ? 'no' : 'unknown'
}

const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more })
const list = (kind: string, more: object = {}) => ({ $defs: { l: object({ v: { type: kind }, next: { $ref: '#/$defs/l' } }, { additionalProperties: false, ...more }) }, $ref: '#/$defs/l' })
const even = { $defs: { even: { anyOf: [{ const: null }, object({ o: { $ref: '#/$defs/odd' } }, { required: ['o'] })] }, odd: object({ e: { $ref: '#/$defs/even' } }, { required: ['e'] }) }, $ref: '#/$defs/even' }
const tagged = (count: number, field: object) => ({ oneOf: Array.from({ length: count }, (_, index) => object({ kind: { const: `k${index}` }, value: field }, { required: ['kind'] })) })

describe('whether one schema lies within another', () => {
  it.each([
    // what, the one, the other, within, the other way round
    ['types', { type: 'integer' }, { type: ['number', 'null'] }, 'yes', 'no'],
    ['bounds', { type: 'number', exclusiveMinimum: 0 }, { type: 'number', minimum: 0 }, 'yes', 'no'],
    ['whole numbers between bounds', { type: 'integer', exclusiveMinimum: 0, maximum: 2 }, { enum: [1, 2] }, 'yes', 'yes'],
    ['multiples', { type: 'integer', multipleOf: 6 }, { multipleOf: 3 }, 'yes', 'no'],
    ['common multiples', { allOf: [{ type: 'integer', multipleOf: 4 }, { multipleOf: 6 }] }, { type: 'integer', multipleOf: 12 }, 'yes', 'yes'],
    ['no multiple between bounds', { type: 'integer', multipleOf: 7, minimum: 1, maximum: 6 }, false, 'yes', 'yes'],
    ['multiples that floats miss', { type: 'number', multipleOf: 0.2 }, { multipleOf: 0.1 }, 'yes', 'no'],
    ['lengths', { type: 'string', minLength: 2 }, { minLength: 1 }, 'yes', 'no'],
    ['a pattern and a length', { type: 'string', pattern: '^a{3}$' }, { type: 'string', minLength: 3, maxLength: 3 }, 'yes', 'no'],
    ['enums', { enum: ['a', 1] }, { type: ['string', 'number'] }, 'yes', 'no'],
    ['constants of objects', { const: { a: [1] } }, object({ a: { items: { type: 'integer' } } }), 'yes', 'no'],
    ['items', { type: 'array', items: { type: 'integer' } }, { items: { type: 'number' } }, 'yes', 'no'],
    ['tuples', { type: 'array', prefixItems: [{ const: 1 }], items: false }, { type: 'array', maxItems: 1 }, 'yes', 'no'],
    ['contains by a tuple', { type: 'array', prefixItems: [{ const: 1 }], minItems: 1 }, { contains: { type: 'integer' } }, 'yes', 'no'],
    ['how much is contained', { contains: { type: 'null' }, minContains: 2 }, { contains: { type: 'null' } }, 'yes', 'no'],
    ['more than may be contained', { type: 'array', items: { type: 'null' }, minItems: 2 }, { contains: { type: 'null' }, maxContains: 1 }, 'no', 'no'],
    ['distinct booleans', { type: 'array', items: { type: 'boolean' }, uniqueItems: true }, { maxItems: 2 }, 'yes', 'no'],
    ['required fields', object({}, { required: ['a', 'b'] }), object({}, { required: ['a'] }), 'yes', 'no'],
    ['a field that cannot be', object({ a: false }), { not: { required: ['a'] } }, 'yes', 'yes'],
    ['closed objects', object({ a: true }, { additionalProperties: false }), { type: 'object', maxProperties: 1 }, 'yes', 'no'],
    ['names', { type: 'object', propertyNames: { enum: ['a', 'b'] } }, { type: 'object', maxProperties: 2 }, 'yes', 'no'],
    ['fields by pattern', { type: 'object', patternProperties: { '^x': { type: 'integer' } } }, object({ x1: { type: 'number' } }), 'yes', 'no'],
    ['fields by a pattern that says the same', { patternProperties: { '^x[12]$': { type: 'null' } } }, { properties: { x1: { type: 'null' }, x2: { type: 'null' } } }, 'yes', 'yes'],
    ['dependent fields', object({}, { dependentRequired: { a: ['b'] } }), { if: { type: 'object', required: ['a'] }, then: { required: ['b'] } }, 'yes', 'no'],
    ['dependent schemas', { dependentSchemas: { a: { minProperties: 2 } } }, { if: { type: 'object', required: ['a'] }, then: { minProperties: 2 } }, 'yes', 'yes'],
    ['dependencies as draft 7 spells them', { dependencies: { a: ['b'] } }, { dependentRequired: { a: ['b'] } }, 'yes', 'yes'],
    ['a tuple as draft 7 spells it', { items: [{ type: 'null' }], additionalItems: false }, { prefixItems: [{ type: 'null' }], items: false }, 'yes', 'yes'],
    ['an exclusive bound as draft 4 spells it', { minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }, 'yes', 'yes'],
    ['unions', { anyOf: [{ type: 'string' }, { type: 'null' }] }, { type: ['null', 'string', 'number'] }, 'yes', 'no'],
    ['a union that covers together', { type: 'integer', minimum: 0, maximum: 9 }, { anyOf: [{ type: 'integer', maximum: 4 }, { type: 'integer', minimum: 5 }] }, 'yes', 'no'],
    ['exactly one', { oneOf: [{ minimum: 0 }, { maximum: 5 }] }, { anyOf: [{ minimum: 0 }, { maximum: 5 }] }, 'yes', 'no'],
    ['what is not', { not: { type: ['string', 'number'] } }, { not: { type: 'string' } }, 'yes', 'no'],
    ['conditions', { if: { type: 'string' }, then: { minLength: 2 }, else: { type: 'null' } }, { type: ['string', 'null'] }, 'yes', 'no'],
    ['unevaluated fields', { allOf: [object({ a: true })], unevaluatedProperties: false }, object({ a: true }, { additionalProperties: false }), 'yes', 'yes'],
    ['unevaluated fields behind a choice', { type: 'object', anyOf: [object({ a: true }, { required: ['a'] }), object({ b: true })], unevaluatedProperties: false }, { propertyNames: { enum: ['a', 'b'] } }, 'yes', 'no'],
    ['unevaluated items', { type: 'array', allOf: [{ prefixItems: [true] }], unevaluatedItems: false }, { type: 'array', maxItems: 1 }, 'yes', 'yes'],
    ['boolean schemas', false, { type: 'null' }, 'yes', 'no'],
    ['lists that refer to themselves', list('integer'), list('number'), 'yes', 'no'],
    ['a break behind the end of a cycle', list('integer', { required: ['next'] }), list('string', { required: ['next'] }), 'yes', 'yes'],
    ['two that refer to each other', even, { ...even, $ref: '#/$defs/even' }, 'yes', 'yes'],
    ['more fields than may be', object({}, { required: ['a', 'b'], maxProperties: 1 }), false, 'yes', 'yes'],
    ['distinct items that leave one order', { type: 'array', prefixItems: [{ enum: [1, 2] }, { const: 1 }], minItems: 2, uniqueItems: true }, { type: 'array', maxItems: 1 }, 'no', 'no'],
    ['a choice of itself or text, which asks nothing', { $defs: { v: { anyOf: [{ $ref: '#/$defs/v' }, { type: 'string' }] } }, $ref: '#/$defs/v' }, { type: 'string' }, 'no', 'yes'],
    ['itself and text, which asks for text', { $defs: { v: { allOf: [{ $ref: '#/$defs/v' }, { type: 'string' }] } }, $ref: '#/$defs/v' }, { type: 'string' }, 'yes', 'yes'],
    ['anchors', { $defs: { x: { $anchor: 'here', type: 'integer' } }, $ref: '#here' }, { type: 'number' }, 'yes', 'no'],
    ['large tagged unions', tagged(40, { type: 'integer' }), tagged(40, { type: 'number' }), 'yes', 'no'],
  ])('%s', (_, one, other, there, back) => {
    expect([within(one, other), within(other, one)]).toStrictEqual([there, back])
  })
})

it('a break that only a second way into a cycle shows is not masked by what was learnt on the first', () => {
  const graph = (leaf: object) => ({
    $defs: {
      a: object({ b: { $ref: '#/$defs/b' }, c: { $ref: '#/$defs/c' } }, { additionalProperties: false }),
      b: object({ a: { $ref: '#/$defs/a' } }, { additionalProperties: false }),
      c: object({ a: { $ref: '#/$defs/a' }, b: { $ref: '#/$defs/b' }, leaf }, { additionalProperties: false }),
    },
    $ref: '#/$defs/b',
  })
  expect(within(graph({ type: 'number' }), graph({ type: 'integer' }))).toBe('no')
  expect(within(graph({ type: 'integer' }), graph({ type: 'number' }))).toBe('yes')
})

it.each([['a', 'b'], ['b', 'a']])('what was assumed inside a cycle is not believed outside of it, by way of %s and %s', (first, second) => {
  const graph = (leaf: object) => ({
    // a name of its own, so that no formula is known from the other case
    a: object({ b: { $ref: '#/$defs/b' }, [`leaf of ${first}`]: leaf }, { additionalProperties: false }),
    b: object({ a: { $ref: '#/$defs/a' } }, { additionalProperties: false }),
  })
  const fields = { p: { $ref: `#/$defs/${first}` }, q: { $ref: `#/$defs/${second}` } }
  const one = { $defs: graph({ type: 'number' }), ...object(fields, { required: ['p', 'q'] }) }
  const other = { $defs: graph({ type: 'integer' }), anyOf: [object({ p: fields.p }), object({ q: fields.q })] }
  expect(within(one, other)).toBe('no')
})

it.each([
  ['items that must differ', { type: 'array', prefixItems: [{ enum: [1, 2] }, { enum: [1, 3] }, { enum: [1, 2] }, { enum: [2, 3] }], minItems: 4, uniqueItems: true }, { maxItems: 3 }],
  ['names by a pattern that is not followed', { type: 'object', patternProperties: { '^(a+)\\1$': { type: 'null' } }, additionalProperties: false }, { patternProperties: { '^(a+)\\1$': { type: 'string' } } }],
])('%s are never taken for a proof that they did not give', (_, one, other) => {
  expect(within(one, other)).not.toBe('yes')
})

it('a pattern that is not followed is not decided', () => {
  expect(within({ type: 'string', pattern: '^(a+)\\1$' }, { type: 'string', pattern: '^(aa)+$' })).toBe('unknown')
})

it('a question that is too large is given up, not guessed', () => {
  const many = (name: string) => ({ allOf: Array.from({ length: 12 }, (_, index) => ({ anyOf: [{ required: [`${name}${index}`] }, { required: [`${name}${index + 1}`] }] })) })
  const outcome = solve({ meets: [formula({ type: 'object', ...many('a') })], fails: [formula(many('b'))] }, { steps: 3 })
  expect(outcome.kind).toBe('unknown')
})
