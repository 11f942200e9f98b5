import { eventIterator, type } from '@orpc/contract'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { describeSchema, fingerprint, isOpaque, streamOf } from './schema.js'

const field = z.string()

describe('in a fingerprint, what changes nothing on the wire:', () => {
  it.each([
    // what differs, one schema, the other
    ['a description', z.string().describe('old'), z.string().describe('new')],
    ['a title', z.string().meta({ title: 'Old' }), z.string()],
    ['examples', z.string().meta({ examples: ['a'] }), z.string().meta({ examples: ['b'] })],
    ['a deprecation', z.string().meta({ deprecated: true }), z.string()],
    ['prose deep inside', z.object({ a: z.array(field.describe('x')) }), z.object({ a: z.array(field) })],
    ['the order of fields', z.object({ a: field, b: field }), z.object({ b: field, a: field })],
    ['the order of enum members', z.enum(['a', 'b']), z.enum(['b', 'a'])],
    ['the wording of an issue', z.string().min(1, 'empty'), z.string().min(1, 'at least one')],
    ['a brand', z.string().brand('Id'), z.string()],
    ['being lazy', z.lazy(() => field), field],
    ['being read-only', z.array(field).readonly(), z.array(field)],
    ['a default that is made anew each time', z.string().default(() => crypto.randomUUID()), z.string().default(() => crypto.randomUUID())],
  ])('%s goes unseen', (_difference, one, other) => {
    expect(fingerprint(one)).toBe(fingerprint(other))
  })
})

describe('in a fingerprint, what changes something:', () => {
  it.each([
    // what differs, one schema, the other
    ['a type', z.string(), z.number()],
    ['a minimum length', z.string().min(1), z.string().min(2)],
    ['a minimum count', z.array(field).min(1), z.array(field)],
    ['a format', z.iso.datetime(), z.iso.date()],
    ['a pattern', z.string().regex(/^a/), z.string().regex(/^b/)],
    ['the flags of a pattern', z.string().regex(/^a/), z.string().regex(/^a/i)],
    ['the protocol of a URL', z.url(), z.url({ protocol: /^https$/ })],
    ['an optional field', z.object({ a: field }), z.object({ a: field, b: field.optional() })],
    ['optionality', z.object({ a: field }), z.object({ a: field.optional() })],
    ['null', field, field.nullable()],
    ['strictness', z.object({ a: field }), z.strictObject({ a: field })],
    ['looseness', z.object({ a: field }), z.looseObject({ a: field })],
    ['the order of a union, where the first match wins', z.union([field, z.number()]).or(z.unknown()), z.union([z.unknown(), field]).or(z.number())],
    ['a default that comes in', z.object({ a: field.optional() }), z.object({ a: field.default('x') })],
    ['the value of a default', field.default('x'), field.default('y')],
    ['a title inside of a default', z.looseObject({}).default({ title: 'x' }), z.looseObject({}).default({ title: 'y' })],
    ['a fallback in place of a default', field.default('x'), field.catch('x')],
    ['coercion', z.coerce.number(), z.number()],
    ['a date', z.date(), z.string()],
    ['the earliest date', z.date(), z.date().min(new Date(0))],
    ['a coerced date', z.coerce.date(), z.date()],
    ['a refinement', field.refine((value) => value === 'a'), field.refine((value) => value === 'b')],
    ['a refinement below a wrapper', field.refine((value) => value > 'a').optional().refine(Boolean), field.optional().refine(Boolean)],
    ['a check', field.check((context) => void context.value), field.check((context) => void context.issues)],
    ['that there is a check', field.superRefine(() => {}), field],
    ['a transform', field.transform((value) => value.length), field.transform((value) => value.length + 1)],
    ['a transform in the middle of a pipe', field.transform(Number).pipe(z.number()), field.transform((value) => Number(value) + 1).pipe(z.number())],
    ['what happens before parsing', z.preprocess(String, field), field],
    ['what a codec does', z.codec(field, z.number(), { decode: Number, encode: String }), z.codec(field, z.number(), { decode: parseFloat, encode: String })],
    ['trimming', field.trim(), field],
    ['a custom check', z.custom((value) => value === 1), z.custom((value) => value === 2)],
    ['one type that JSON lacks for another', z.bigint(), z.undefined()],
    ['the least bigint', z.bigint(), z.bigint().min(5n)],
    ['the size of a set', z.set(field), z.set(field).min(1)],
    ['no schema', undefined, z.undefined()],
  ])('%s is seen', (_difference, one, other) => {
    expect(fingerprint(one)).not.toBe(fingerprint(other))
  })

  it.each(['description', 'title', 'examples', 'deprecated', 'default', 'properties', 'required'])('a property called %j is no prose', (name) => {
    const of = (schema: z.ZodType) => fingerprint(z.object({ [name]: schema }))
    expect(new Set([of(z.string()), of(z.number()), of(z.array(z.string())), fingerprint(z.object({}))]).size).toBe(4)
  })
})

describe('the JSON Schema of a schema', () => {
  it('tells what is sent from what is received', () => {
    const schema = z.object({ limit: z.number().default(10) })
    expect(describeSchema(schema, 'input')).not.toHaveProperty('required')
    expect(describeSchema(schema, 'output')).toMatchObject({ required: ['limit'] })
  })

  it('is undefined where there is no schema', () => {
    expect(describeSchema(undefined, 'input')).toBeUndefined()
  })

  it('shows a date as what JSON carries', () => {
    expect(describeSchema(z.date(), 'output')).toMatchObject({ type: 'string', format: 'date-time', 'x-date': true })
  })

  it.each([
    // what it is, the schema, whether a change in it could go unseen
    ['a schema of oRPC that checks nothing', type<string>(), true],
    ['a map', z.object({ a: z.map(z.string(), z.string()) }), true],
    ['a constant that reads like the mark', z.literal('"x-opaque":true'), false],
    ['a plain object', z.object({ a: z.string() }), false],
    ['no schema', undefined, false],
  ])('of %s is known to be whole or not', (_what, schema, opaque) => {
    expect(isOpaque(schema)).toBe(opaque)
  })
})

describe('an event iterator', () => {
  it('shows what it yields and what it returns', () => {
    const [event, end] = [z.string(), z.number()]
    expect(streamOf(eventIterator(event, end))).toEqual({ yields: event, returns: end })
    expect(streamOf(eventIterator(event))).toEqual({ yields: event })
  })

  it.each([[undefined], [z.string()]])('is not what another schema is', (schema) => {
    expect(streamOf(schema)).toBeUndefined()
  })
})
