import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { jsonParty, partyOf } from './party.js'

const loop = { $defs: { v: { allOf: [{ $ref: '#/$defs/v' }, { type: 'string' }] } }, $ref: '#/$defs/v' }

describe('a zod schema as a parser of what comes over the wire', () => {
  it.each([
    // what, schema, wire, as it goes on
    ['a date comes as text', z.object({ at: z.date() }), { at: '2026-01-01T00:00:00.000Z' }, { at: '2026-01-01T00:00:00.000Z' }],
    ['a large number comes as text', z.bigint(), '12', '12'],
    ['a set comes as a list', z.set(z.number()), [1, 1, 2], [1, 2]],
    ['a map comes as pairs', z.map(z.string(), z.number()), [['a', 1]], [['a', 1]]],
    ['a codec writes what it reads', z.codec(z.string(), z.date(), { decode: (text) => new Date(text), encode: (date) => date.toISOString() }), '2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z'],
    ['unknown fields are dropped', z.object({ a: z.string() }), { a: 'x', b: 1 }, { a: 'x' }],
    ['defaults are filled in', z.object({ a: z.string().default('x') }), {}, { a: 'x' }],
  ])('%s', (_, schema, wire, value) => {
    expect(partyOf(schema).parse(wire)).toStrictEqual({ kind: 'accepted', value })
  })

  it.each([
    ['text that is no date', z.object({ at: z.date() }), { at: 'soon' }, ['at']],
    ['an item', z.array(z.number()), [1, 'a'], ['1']],
  ])('%s is refused where it stands', (_, schema, wire, path) => {
    expect(partyOf(schema).parse(wire)).toMatchObject({ kind: 'refused', path })
  })

  it.each([
    ['an asynchronous check', z.string().refine(async () => false)],
    ['a check that throws', z.string().refine(() => { throw new Error('broken') })],
  ])('%s is not decided', (_, schema) => {
    expect(partyOf(schema).parse('a').kind).toBe('undecided')
  })
})

describe('a JSON Schema as a parser', () => {
  it.each([
    // what, schema, wire, verdict
    ['formats are remarks', { format: 'email' }, 'no mail', 'accepted'],
    ['unknown fields stay', { properties: { a: true } }, { b: 1 }, 'accepted'],
    ['an empty list contains nothing, tuple or not', { prefixItems: [true], contains: { type: 'null' } }, [], 'refused'],
    ['how much it contains is still counted', { prefixItems: [true], contains: { type: 'null' }, maxContains: 1 }, [null, null], 'refused'],
    ['a schema that refers to itself on one value asks nothing more there', loop, 'a', 'accepted'],
    ['and what stands beside still holds', loop, 1, 'refused'],
    ['a pattern that only older engines read', { pattern: '^\\-$' }, '-', 'accepted'],
    ['draft 4', { minimum: 1, exclusiveMinimum: true }, 1, 'refused'],
    ['no schema at all', true, 1, 'accepted'],
    ['a schema that takes nothing', false, 1, 'refused'],
  ])('%s', (_, schema, wire, kind) => {
    expect(jsonParty(schema).parse(wire).kind).toBe(kind)
  })
})

it('without a schema anything is taken', () => {
  expect(partyOf(undefined).parse({ a: 1 })).toStrictEqual({ kind: 'accepted', value: { a: 1 } })
})
