import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { samples } from '../testing/arbitrary.js'
import { registry } from '../registry.js'
import { proceduresOf } from './procedures.js'
import { quickSchema } from './quick-schema.js'

interface Node {
  readonly name: string
  readonly next?: Node | undefined
}
const Nested: z.ZodType<Node> = z.object({ name: z.string(), get next() { return Nested.optional() } })

const schemas: Readonly<Record<string, z.ZodType>> = {
  'plain fields': z.object({ a: z.string(), b: z.number(), c: z.boolean(), d: z.unknown(), e: z.string().optional() }),
  'fields with checks': z.object({ url: z.url(), count: z.number().int().nonnegative(), name: z.string().min(2), at: z.iso.datetime() }),
  'fields that change': z.object({ at: z.coerce.date(), n: z.coerce.number(), b: z.coerce.boolean(), trimmed: z.string().trim(), half: z.number().transform((n) => n / 2) }),
  'defaults': z.object({ a: z.string().default('x'), b: z.number().default(1).optional(), c: z.number().catch(7) }),
  'nullable fields': z.object({ a: z.string().nullable(), b: z.string().nullish(), c: z.undefined(), d: z.any() }),
  'a closed object': z.strictObject({ a: z.string() }),
  'an open object': z.looseObject({ a: z.string() }),
  'an object with a rest': z.object({ a: z.string() }).catchall(z.number()),
  'an object with a refinement': z.object({ a: z.string(), b: z.string() }).refine(({ a, b }) => a !== b),
  'a field that every object inherits': z.object({ toString: z.string().optional(), constructor: z.unknown().optional() }),
  'lists': z.object({ short: z.array(z.string()).max(2), some: z.array(z.number()).min(1), all: z.array(z.object({ a: z.string() })) }),
  'lists with a refinement': z.array(z.number()).refine((list) => list.length !== 2),
  'free-form JSON': z.object({ any: z.record(z.string(), z.unknown()), numbers: z.record(z.string(), z.number()), keyed: z.record(z.enum(['a', 'b']), z.unknown()) }),
  'a union on a field': z.discriminatedUnion('type', [z.object({ type: z.literal('a'), a: z.string() }), z.object({ type: z.enum(['b', 'c']), b: z.string() })]),
  'a union of kinds': z.union([z.string(), z.object({ name: z.string() }), z.number().int()]),
  'a union of objects': z.union([z.object({ a: z.string() }), z.object({ b: z.string() }), z.object({ a: z.string(), b: z.string() })]),
  'a schema that contains itself': Nested,
  'a union of kinds, one of them coerced': z.union([z.coerce.number(), z.string()]),
  'a union of kinds, one coerced from all': z.union([z.coerce.string(), z.object({ a: z.string() })]),
  'optionals that may be absent and not undefined': z.object({ a: z.exactOptional(z.string()), b: z.string().optional() }),
  'values of few': z.object({ one: z.literal([1, null, 'x']), of: z.enum(['a', 'b']), maybe: z.literal('a').optional() }),
  'all at once': z.intersection(z.object({ a: z.string() }), z.object({ b: z.number() })),
}

const own = Object.entries(registry.versions).flatMap(([, { version, contracts }]) =>
  Object.entries(contracts).flatMap(([contract, router]) =>
    [...proceduresOf(router)].flatMap(([id, { request, response, events }]) =>
      Object.entries({ request, response, events }).map(([half, schema]) => [`${version} ${contract}.${id} ${half}`, schema] as const),
    ),
  ),
).filter(([, schema]) => schema !== undefined)

const key = fc.constantFrom('a', 'b', 'name', 'type', '__proto__', 'toString', 'more')
const scalar = fc.oneof(fc.string(), fc.double(), fc.integer({ min: -2, max: 5 }), fc.boolean(), fc.constantFrom(null, undefined, 'a', 'b', 'c', 'x'))
const { tree: anything } = fc.letrec((tie) => ({
  tree: fc.oneof({ maxDepth: 3 }, scalar, fc.array(tie('tree'), { maxLength: 3 }), fc.array(fc.tuple(key, tie('tree')), { maxLength: 3 }).map(defined)),
}))

/** Also a key named `__proto__`, which an assignment would lose. */
function defined(entries: readonly (readonly [string, unknown])[]) {
  return Object.fromEntries(entries)
}

/** Values that are valid, and such with one place changed. */
function near(schema: NonNullable<(typeof own)[number][1]>) {
  const wires = samples(schema).map(({ wire, parsed }) => [wire, parsed]).chain((both) => fc.constantFrom(...both))
  const spoilt = fc.tuple(wires, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), anything, fc.option(key)).map(([value, way, other, added]) => changed(value, way, other, added))
  return fc.oneof(wires, spoilt)
}

function changed(value: unknown, [turn, ...way]: readonly number[], other: unknown, added: string | null): unknown {
  if (turn === undefined || typeof value !== 'object' || value === null || value instanceof Date) return other
  const entries = Object.entries(value)
  const at = turn % (entries.length + 1)
  const result = entries.map(([name, child], index) => [name, index === at ? changed(child, way, other, added) : child] as const)
  if (Array.isArray(value)) return result.map(([, child]) => child)
  return Object.fromEntries(at === entries.length ? [...result, [added ?? 'more', other]] : result)
}

async function outcome(schema: (typeof own)[number][1], value: unknown) {
  const { issues, ...parsed } = await schema!['~standard'].validate(value) as { issues?: readonly unknown[]; value?: unknown }
  return issues === undefined ? parsed : JSON.stringify(issues)
}

const modes = [...Object.entries(schemas), ...own].flatMap(([name, schema]) => [[name, false, schema] as const, [name, true, schema] as const])

describe.each(modes)('%s (copied: %s)', (_name, copies, schema) => {
  const quick = quickSchema(schema!, copies)

  it('reads every value as the schema does', async () => {
    const property = fc.asyncProperty(fc.oneof(near(schema!), anything), async (value) => {
      const before = fc.stringify(value)
      expect(await outcome(quick, value)).toStrictEqual(await outcome(schema, value))
      expect(fc.stringify(value)).toBe(before)
    })
    await fc.assert(property, { seed: 1, numRuns: 100 })
  })
})

describe('a field that no list of keys has', () => {
  const schema = z.object({ a: z.string().optional(), b: z.number() })
  const hidden = (a: unknown) => Object.defineProperty({ b: 1 }, 'a', { value: a })
  it.each([true, false])('is read as zod reads it (copies: %s)', (copies) => {
    expect(quickSchema(schema, copies)['~standard'].validate(hidden(5))).toMatchObject({ issues: [{ path: ['a'] }] })
    expect(quickSchema(schema, copies)['~standard'].validate(hidden('x'))).toStrictEqual({ value: { a: 'x', b: 1 } })
  })

  it.each([true, false])('does not stand in for one that the schema does not know (copies: %s)', (copies) => {
    const both = (a: unknown) => Object.assign(hidden(a), { unknown: true })
    const read = (a: unknown) => quickSchema(schema, copies)['~standard'].validate(both(a))
    expect([read('x'), read(undefined)]).toStrictEqual([{ value: { a: 'x', b: 1 } }, { value: { a: undefined, b: 1 } }])
    const inherited = Object.assign(Object.create({ a: 'x' }) as object, { b: 1, unknown: true })
    expect(quickSchema(schema, copies)['~standard'].validate(inherited)).toStrictEqual(schema['~standard'].validate(inherited))
  })
})

describe('fields in any order, some of them where no list of keys has them', () => {
  const schema = z.object({ a: z.string().optional(), b: z.number(), c: z.unknown(), d: z.object({ e: z.string().default('x') }).optional() })
  const own = fc.record({ value: fc.constantFrom('x', 1, undefined, {}, { e: 'y' }), enumerable: fc.boolean() })
  const fields = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'more', '1'), own), { selector: ([name]) => name })
  const made = fields.map((entries) => Object.defineProperties({}, Object.fromEntries(entries)))

  it.each([true, false])('are read as zod reads them (copies: %s)', (copies) => {
    fc.assert(
      fc.property(made, (value) => {
        expect(quickSchema(schema, copies)['~standard'].validate(value)).toStrictEqual(schema['~standard'].validate(value))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('what it gives back', () => {
  const schema = z.object({ list: z.array(z.object({ free: z.record(z.string(), z.unknown()) })) })
  const value = { list: [{ free: { a: 1 } }] }
  const read = (copies: boolean) => (quickSchema(schema, copies)['~standard'].validate(value) as { value: typeof value }).value

  it('is the value itself, which took no time', () => expect(read(false)).toBe(value))

  it('is a copy down to what is free-form, where it shall be', () => {
    const copy = read(true)
    expect(copy).toStrictEqual(value)
    expect([copy === value, copy.list === value.list, copy.list[0] === value.list[0], copy.list[0]?.free === value.list[0]?.free]).toStrictEqual([false, false, false, false])
  })

  it('is a promise where a schema needs one', async () => {
    const slow = z.object({ a: z.string().refine(async (text) => text === 'x') })
    expect(await quickSchema(slow)['~standard'].validate({ a: 'x' })).toMatchObject({ value: { a: 'x' } })
    expect((await quickSchema(slow)['~standard'].validate({ a: 'y' })).issues).toHaveLength(1)
  })

  it.each([
    // what is parsed beside what may be used once
    { token: 'a' },
    { token: 'a', more: 1 },
  ])('is as often looked at by what the author wrote as zod looks: %j', (value) => {
    const used: string[] = []
    const once = z.object({ token: z.string().refine((token) => !used.includes(token) && used.push(token) > 0) })
    expect(quickSchema(once)['~standard'].validate(value)).toStrictEqual({ value: { token: 'a' } })
  })

  it('is that of a schema which contains what was not there before', () => {
    const early = z.object({ name: z.string(), get late() { return Late.optional() } })
    const { validate } = quickSchema(early)['~standard']
    expect(() => validate({ name: 'a' })).toThrow(ReferenceError)
    const Late: z.ZodType<{ readonly x: string }> = z.object({ x: z.string() })
    expect([validate({ name: 'a' }), validate({ name: 'a', late: { x: 'b' } })]).toStrictEqual([{ value: { name: 'a' } }, { value: { name: 'a', late: { x: 'b' } } }])
  })

  it('has what somebody gave every object as its own, as zod has it', () => {
    const schema = z.object({ everywhere: z.string() })
    const quick = quickSchema(schema)['~standard']
    quick.validate({ everywhere: 'a' })
    Object.defineProperty(Object.prototype, 'everywhere', { value: 'b', enumerable: true, configurable: true, writable: true })
    const results = [quick.validate({}), schema['~standard'].validate({})].map((result) => Object.keys((result as { value: object }).value))
    delete (Object.prototype as { everywhere?: string }).everywhere
    expect(results).toStrictEqual([['everywhere'], ['everywhere']])
  })

  it('comes from the schema alone where that only inherits from one of zod’s', () => {
    const reserved = { issues: [{ message: 'reserved' }] }
    const schema = Object.create(z.string(), { '~standard': { value: { version: 1, vendor: 'own', validate: () => reserved } } }) as z.ZodString
    expect(quickSchema(schema)['~standard'].validate('root')).toBe(reserved)
  })

  it('comes from the schema alone where that is none of zod’s', () => {
    const foreign = { '~standard': { version: 1 as const, vendor: 'other', validate: () => ({ value: 'its own' }) } }
    expect(quickSchema(foreign)).toBe(foreign)
  })
})

describe('what is read without asking zod', () => {
  /** A part as zod has it, which says when it is asked. */
  const spied = <Schema extends z.ZodType>(schema: Schema) => {
    const state = { asked: 0 }
    const { validate } = schema['~standard']
    Object.assign(schema['~standard'], { validate: (value: unknown) => ((state.asked += 1), validate(value)) })
    return { schema, state }
  }

  it.each<[string, () => z.ZodType, unknown, unknown]>([
    // a valid value, and one that zod is asked about
    ['a string', () => z.string(), 'a', 1],
    ['a number', () => z.number(), 1.5, Infinity],
    ['a boolean', () => z.boolean(), false, 'false'],
    ['anything', () => z.unknown(), null, undefined],
    ['a literal', () => z.literal([1, 'x']), 'x', 'y'],
    ['an enum', () => z.enum(['a', 'b']), 'b', 'c'],
    ['an optional that is absent', () => z.string().optional(), undefined, null],
    ['an optional that is there', () => z.string().optional(), 'a', 1],
    ['a list', () => z.array(z.string()), ['a'], ['a', 1]],
    ['a list as short as may be', () => z.array(z.string()).min(1).max(3), ['a'], []],
    ['a list as long as may be', () => z.array(z.string()).min(1).max(3), ['a', 'b', 'c'], ['a', 'b', 'c', 'd']],
    ['an object', () => z.object({ a: z.string(), b: z.number().optional() }), { a: 'a' }, { b: 1 }],
    ['an object of all its fields', () => z.object({ a: z.string(), b: z.number().optional() }), { a: 'a', b: 1 }, { a: 'a', c: 1 }],
    ['free-form JSON', () => z.record(z.string(), z.unknown()), { a: 1 }, []],
    ['a union of kinds', () => z.union([z.string(), z.object({ name: z.string() })]), { name: 'a' }, { name: 1 }],
    ['a union of kinds, the first', () => z.union([z.string(), z.number(), z.boolean(), z.record(z.string(), z.unknown())]), 'a', null],
    ['a union on a field', () => z.discriminatedUnion('type', [z.object({ type: z.literal('a') }), z.object({ type: z.enum(['b', 'c']), n: z.number() })]), { type: 'c', n: 1 }, { type: 'd' }],
  ])('%s', (_name, make, valid, other) => {
    const { schema, state } = spied(make())
    const { validate } = quickSchema(schema)['~standard']
    expect([validate(valid), state.asked]).toStrictEqual([{ value: valid }, 0])
    void validate(other)
    expect(state.asked).toBe(other === undefined ? 0 : 1)
  })

  it.each<[string, () => z.ZodType, unknown]>([
    ['a coerced number', () => z.coerce.number(), '1'],
    ['a list with a refinement', () => z.array(z.string()).refine(Boolean), ['a']],
    ['a list of a length', () => z.array(z.string()).length(1), ['a']],
    ['an optional with a default', () => z.string().default('a').optional(), undefined],
    ['an optional with a refinement', () => z.string().optional().refine(() => true), undefined],
    ['an open object', () => z.looseObject({ a: z.string() }), { a: 'a' }],
    ['an object with a field that all inherit', () => z.object({ a: z.string(), toString: z.string().optional() }), { a: 'a', toString: 'b' }],
    ['a record of numbers', () => z.record(z.string(), z.number()), { a: 1 }],
    ['a record of few keys', () => z.partialRecord(z.enum(['a']), z.unknown()), { a: 1 }],
    ['a union that no kind tells apart', () => z.union([z.string(), z.string().min(3)]), 'a'],
    ['a union of a kind that is not read', () => z.union([z.string(), z.null()]), 'a'],
    ['a union on a field that one member lacks', () => z.union([z.object({ a: z.literal(1) }), z.object({ a: z.literal(2) })]), { a: 1 }],
  ])('not %s', (_name, make, value) => {
    const { schema, state } = spied(make())
    quickSchema(schema)['~standard'].validate(value)
    expect(state.asked).toBe(1)
  })

  it('makes a schema quick once, and copies by a second one', () => {
    const schema = z.object({ a: z.string() })
    expect([quickSchema(schema) === quickSchema(schema), quickSchema(schema) === quickSchema(schema, false), quickSchema(schema) === quickSchema(schema, true)]).toStrictEqual([true, true, false])
  })
})
