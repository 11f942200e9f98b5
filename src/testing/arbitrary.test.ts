import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { AnySchema } from '@orpc/contract'
import { arbitrary } from './arbitrary.js'

const some = (schema: AnySchema, numRuns = 500) => fc.sample(arbitrary(schema), { numRuns, seed: 1 })

interface Tree {
  readonly name: string
  readonly children: readonly Tree[]
}
const Tree: z.ZodType<Tree> = z.object({ name: z.string(), get children() { return z.array(Tree) } })
const List: z.ZodType = z.object({ value: z.number(), get next() { return List.nullable() } })

describe('arbitrary', () => {
  it.each<[string, z.ZodType]>([
    // what it is, schema
    ['an object with optional fields', z.object({ a: z.string(), b: z.number().optional(), c: z.string().nullish(), d: z.boolean().default(true) })],
    ['a strict object', z.strictObject({ a: z.string() })],
    ['a loose object', z.looseObject({ a: z.string() })],
    ['a record by pattern of keys', z.record(z.string().regex(/^x-[a-z]{1,8}$/), z.number())],
    ['a record of an enum', z.record(z.enum(['a', 'b']), z.number())],
    ['a partial record', z.partialRecord(z.enum(['a', 'b']), z.unknown())],
    ['a tuple', z.tuple([z.string(), z.number()])],
    ['a tuple with a rest', z.tuple([z.string()]).rest(z.boolean())],
    ['an intersection', z.intersection(z.object({ a: z.string() }), z.object({ b: z.number() }))],
    ['a discriminated union', z.discriminatedUnion('type', [z.object({ type: z.literal('a'), a: z.string() }), z.object({ type: z.literal('b') })])],
    ['a tree', Tree],
    ['a linked list', List],
    ['any JSON', z.json()],
    ['an e-mail address', z.email()],
    ['a URL', z.url()],
    ['a UUID', z.uuid()],
    ['an IPv4 address', z.ipv4()],
    ['an IPv6 address', z.ipv6()],
    ['base64', z.base64()],
    ['a host name', z.hostname()],
    ['an emoji', z.emoji()],
    ['a duration', z.iso.duration()],
    ['a date', z.iso.date()],
    ['a time', z.iso.time()],
    ['a time with a precision', z.iso.time({ precision: 3 })],
    ['a date-time', z.iso.datetime()],
    ['a date-time with milliseconds', z.iso.datetime({ precision: 3 })],
    ['a date-time with seconds', z.iso.datetime({ precision: 0 })],
    ['a date-time with an offset', z.iso.datetime({ offset: true })],
    ['a local date-time', z.iso.datetime({ local: true })],
    ['a ULID, by its pattern', z.ulid()],
    ['a template literal', z.templateLiteral(['run-', z.number().int()])],
    ['a multiple', z.number().multipleOf(5).gt(3).lt(100)],
    ['a number between bounds that it may not reach', z.number().gt(0).lt(1)],
    ['a coerced number', z.coerce.number().int().min(1).max(100)],
    ['a coerced string', z.coerce.string()],
    ['a coerced boolean', z.coerce.boolean()],
    ['a coerced date', z.coerce.date()],
    ['a date that JSON does not carry', z.date()],
    ['a transform', z.object({ length: z.string().transform((text) => text.length) })],
    ['a codec', z.codec(z.iso.datetime(), z.date(), { decode: (text) => new Date(text), encode: (date) => date.toISOString() })],
    ['a refinement', z.object({ from: z.number(), to: z.number() }).refine(({ from, to }) => from <= to)],
    ['nothing', z.undefined()],
    ['a literal', z.literal(['x', 1, null])],
  ])('gives %s that its schema accepts, and not always the same', (what, schema) => {
    const values = some(schema, 200)
    expect(values.filter((value) => !schema.safeParse(value).success)).toStrictEqual([])
    expect(new Set(values.map((value) => JSON.stringify(value) ?? 'nothing')).size).toBeGreaterThan(what === 'nothing' ? 0 : 1)
  })

  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0
  const free = z.record(z.string(), z.unknown())
  const state = z.enum(['queued', 'running', 'completed', 'failed', 'timed_out'])
  const shape = z.union([z.string(), z.object({ name: z.string(), input: free.optional() }), z.null()])
  // any: each row reads values of the schema beside it
  const reaches = (title: string, schema: z.ZodType, ...all: ((value: any) => boolean)[]) => [title, schema, all] as const

  it.each([
    // what is reached, schema, one value for each of these
    reaches('the shortest and the longest string', z.string().min(2).max(5), ({ length }) => length === 2, ({ length }) => length === 3, ({ length }) => length === 5),
    reaches('the empty string and a very long one', z.string(), (text) => text === '', ({ length }) => length >= 65_536),
    reaches('awkward unicode', z.string(), (text) => /[\ud800-\udbff](?![\udc00-\udfff])/.test(text), (text) => /\u0301/.test(text), (text) => /[\u0590-\u05ff\u202e]/.test(text), (text) => /\p{Extended_Pictographic}/u.test(text), (text) => text.includes('\u0000')),
    reaches('the bounds of a whole number', z.number().int().min(-3).max(1_000), (number) => number === -3, (number) => number === 1_000, (number) => number === 0),
    reaches('the ends of whole numbers', z.number().int().nonnegative(), (number) => number === 0, (number) => number === Number.MAX_SAFE_INTEGER, (number) => number === 1),
    reaches('the ends of numbers', z.number(), (number) => number === Number.MAX_VALUE, (number) => number === 5e-324, (number) => Object.is(number, -0), (number) => number === -Number.MAX_VALUE, (number) => !Number.isInteger(number)),
    reaches('the shortest and the longest list', z.array(z.number()).min(1).max(50), ({ length }) => length === 1, ({ length }) => length === 50),
    reaches('an empty list and a list of many', z.array(z.number()), ({ length }) => length === 0, ({ length }) => length > 12),
    reaches('an optional field there and absent', z.object({ a: z.string().optional() }), (value) => 'a' in value, (value) => !('a' in value)),
    reaches('an unknown field that a newer peer sends', z.object({ a: z.string() }), (value) => Object.keys(value).length > 1),
    reaches('keys that reach a prototype', free, ...['__proto__', 'constructor', 'toString', ''].map((key) => (value: object) => Object.hasOwn(value, key)), (value) => Object.keys(value).length === 0),
    reaches('a deep record', free, (value) => depthOf(value) > 50),
    reaches('every member of an enum', state, ...state.options.map((member) => (value: unknown) => value === member)),
    reaches('every branch of a union', shape, (value) => typeof value === 'string', (value) => value === null, (value) => value !== null && typeof value === 'object' && 'input' in value, (value) => value !== null && typeof value === 'object' && !('input' in value)),
    reaches('both ends of ISO 8601', z.iso.datetime({ precision: 3 }), (date) => date.startsWith('0000-'), (date) => date === '9999-12-31T23:59:59.999Z', (date) => date.startsWith('0000-02-29')),
    reaches('whatever a date is coerced from', z.coerce.date(), (date) => date === '+275760-09-13T00:00:00.000Z', (date) => date === null, (date) => typeof date === 'number', (date) => date === '-271821-04-20T00:00:00.000Z', (date) => date === false),
    reaches('numbers as text where they are coerced', z.coerce.number(), (number) => typeof number === 'string', (number) => typeof number === 'number'),
    reaches('the examples of a field', z.string().meta({ examples: ['an example of it'] }), (text) => text === 'an example of it'),
  ])('reaches %s', (_what, schema, all) => {
    const values = some(schema, 4_000)
    expect(all.map((isThere) => values.some(isThere))).toStrictEqual(all.map(() => true))
  })

  it('keeps a key named __proto__ as a key', () => {
    for (const value of some(free, 2_000)) expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })

  it('shrinks to the smallest value', () => {
    const schema = z.object({ name: z.string(), tags: z.array(z.string()), more: free.optional() })
    const details = fc.check(fc.property(arbitrary(schema), (value) => (value as z.infer<typeof schema>).tags.length < 2), { seed: 1 })
    expect(details.counterexample).toStrictEqual([{ name: '', tags: ['', ''] }])
  })

  it('takes a schema of any vendor that describes itself', () => {
    const schema = {
      '~standard': {
        version: 1,
        vendor: 'handmade',
        validate: (value: unknown) => (typeof value === 'string' && value.length === 3 ? { value } : { issues: [{ message: 'three letters' }] }),
        jsonSchema: { input: () => ({ type: 'string', minLength: 3, maxLength: 3 }), output: () => ({}) },
      },
    } as const
    expect(some(schema, 20).every((value) => String(value).length === 3)).toBe(true)
  })

  it('sends nothing where there is no schema', () => {
    expect(fc.sample(arbitrary(undefined), 2)).toStrictEqual([undefined, undefined])
  })

  const undescribed = { '~standard': { version: 1, vendor: 'silent', validate: (value: unknown) => ({ value }) } } as const
  const slow = z.string().refine(async () => true)
  it.each<[string, AnySchema, string]>([
    // schema, what the error says
    ['refuses all', z.object({ a: z.string().refine(() => false, 'never') }), 'No value can be generated for the schema: 2000 in a row were refused, most often with a: never. Give its values by hand in `values`.'],
    ['takes nothing', z.never(), 'the schema: No value can be generated: the schema takes none.'],
    ['is a map somewhere', z.object({ a: z.object({ b: z.map(z.string(), z.string()) }) }), 'the schema: No value can be generated at a.b: a map is not JSON.'],
    ['does not describe itself', undescribed, 'the schema: No value can be generated at the root: a schema that does not describe itself is not JSON.'],
    ['has a pattern that cannot be followed', z.object({ a: z.string().regex(/^(?=x)/) }), 'the schema: No value can be generated at a for ^(?=x):'],
    ['validates asynchronously', slow, 'validate'],
  ])('fails clearly for a schema that %s', (_what, schema, message) => {
    expect(() => some(schema, 1)).toThrow(message)
  })
})
