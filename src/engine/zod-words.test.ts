import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { describeSchema, type JsonSchema, type SchemaMode } from './schema.js'

const words = (schema: z.ZodType, mode: SchemaMode = 'output') => {
  const { $schema: _, ...described } = describeSchema(schema, mode)!
  return described
}
/** As text: a function is told by its source. */
const half = (count: number) => count / 2
const isEven = (count: number) => count % 2 === 0
const trims = (text: string) => text.trim()
const isOwn = (text: string) => text === 'a'

describe('what JSON Schema has no word for', () => {
  it.each<[string, z.ZodType, JsonSchema]>([
    ['a date', z.date(), { type: 'string', format: 'date-time', 'x-date': true }],
    ['a date with a bound', z.date().min(new Date('2026-01-01T00:00:00.000Z')), { type: 'string', format: 'date-time', 'x-date': true, 'x-refine': [expect.stringContaining('2026-01-01T00:00:00.000Z')] }],
    ['a coerced date', z.coerce.date(), { type: 'string', format: 'date-time', 'x-date': true, 'x-coerce': true }],
    ['a coerced number', z.coerce.number(), { type: 'number', 'x-coerce': true }],
    ['a bigint', z.bigint(), { 'x-type': 'bigint' }],
    ['a bigint with a bound', z.bigint().min(5n), { 'x-type': 'bigint', 'x-refine': [expect.stringMatching(/value 5\b.*inclusive true|inclusive true.*value 5\b/)] }],
    ['a custom type', z.custom<string>(), { 'x-type': 'custom', 'x-refine': [expect.any(String)] }],
    ['NaN', z.nan(), { 'x-type': 'nan' }],
    ['a symbol', z.symbol(), { 'x-type': 'symbol' }],
    ['undefined', z.undefined(), { 'x-type': 'undefined' }],
    ['void', z.void(), { 'x-type': 'void' }],
    ['a map', z.map(z.string(), z.number()), { 'x-type': 'map', 'x-opaque': true }],
    ['a set', z.set(z.string()), { 'x-type': 'set', 'x-opaque': true }],
    ['a string, which has words', z.string().min(1), { type: 'string', minLength: 1 }],
    ['a fallback', z.string().catch('a'), { type: 'string', default: 'a', 'x-catch': true }],
    ['a fallback made anew', z.string().catch(() => String(Math.random())), { type: 'string', 'x-catch': true, 'x-generated': true }],
    ['a fallback that looks at what it stands in for', z.string().catch(({ value }) => String(value)), { type: 'string', 'x-catch': true, 'x-generated': true }],
    ['a default', z.string().default('a'), { type: 'string', default: 'a' }],
    ['a default that is an object', z.object({}).default(() => ({})), expect.objectContaining({ default: {} })],
    ['a default made anew', z.string().default(() => String(Math.random())), { type: 'string', 'x-generated': true }],
    ['a record whose values may be absent', z.record(z.enum(['a', 'b']), z.string().optional()), expect.not.objectContaining({ required: expect.anything() })],
    ['a record of all keys', z.record(z.enum(['a', 'b']), z.string()), expect.objectContaining({ required: ['a', 'b'] })],
    ['a pattern', z.string().regex(/^a$/), { type: 'string', pattern: '^a$' }],
    ['a pattern with flags', z.string().regex(/^a$/i), { type: 'string', pattern: '^a$', 'x-flags': 'i' }],
    ['two patterns, one with flags', z.string().regex(/^a/).regex(/b$/i), { type: 'string', allOf: [expect.objectContaining({ pattern: '^a' }), expect.objectContaining({ pattern: 'b$', 'x-flags': 'i' })] }],
    ['a transform', z.number().transform(half), { 'x-transform': [String(half)] }],
    ['a transform within a pipe', z.number().transform(half).pipe(z.number()), { type: 'number', 'x-transform': [String(half)] }],
    ['a refinement', z.number().refine(isEven), { type: 'number', 'x-refine': [String(isEven)] }],
    ['a refinement that may be absent', z.object({ count: z.number().refine(isEven).optional() }), expect.objectContaining({ properties: { count: { type: 'number', 'x-refine': [String(isEven)] } } })],
    ['refinements within and around', z.number().refine(isEven).optional().refine(Boolean), { type: 'number', 'x-refine': [String(isEven), String(Boolean)] }],
    ['an overwrite', z.string().overwrite(trims), { type: 'string', 'x-overwrite': [String(trims)] }],
    ['an overwrite of what is no string', z.number().overwrite(half), { type: 'number', 'x-overwrite': [String(half)], 'x-checked-before': true }],
    ['an overwrite before a check', z.string().overwrite(trims).refine(Boolean), { type: 'string', 'x-refine': [String(Boolean)], 'x-overwrite': [`${trims} then check ${Boolean}`], 'x-checked-behind': true }],
    ['an overwrite behind a check', z.string().refine(Boolean).overwrite(trims), { type: 'string', 'x-refine': [String(Boolean)], 'x-overwrite': [`check ${Boolean} then ${trims}`], 'x-checked-before': true }],
    ['an overwrite between bounds', z.string().min(1).overwrite(trims).max(3), { type: 'string', minLength: 1, maxLength: 3, 'x-overwrite': [`check check min_length, minimum 1 then ${trims} then check check max_length, maximum 3`], 'x-checked-before': true, 'x-checked-behind': true }],
    ['an overwrite of a format', z.url().overwrite(trims), { type: 'string', format: 'uri', 'x-overwrite': [String(trims)], 'x-checked-before': true }],
    ['a literal that JSON has no number for', z.literal([5n, 'a']), { 'x-type': 'literal 5n,"a"' }],
    ['a literal that is never there', z.literal(undefined), { 'x-type': 'undefined' }],
    ['a literal that may be absent', z.literal([undefined, 'a']), { type: 'string', const: 'a' }],
    ['literals', z.literal(['b', 'a']), { type: 'string', enum: ['b', 'a'] }],
    ['a loose record', z.looseRecord(z.string(), z.number()), { type: 'object', 'x-refine': [expect.stringMatching(/^fields .*string.*: .*number/)] }],
    ['a record by numbers with a bound', z.record(z.number().min(3), z.string()), expect.objectContaining({ 'x-refine': [expect.stringMatching(/^names .*"minimum":3/)] })],
    ['a record by names with a bound', z.record(z.string().min(3), z.string()), { type: 'object', propertyNames: { type: 'string', minLength: 3 }, additionalProperties: { type: 'string' } }],
    ['a check behind a transform', z.string().transform(trims).refine(Boolean), { 'x-transform': [String(trims)], 'x-refine': [`behind it: ${Boolean}`] }],
    ['two formats', z.string().check(z.ipv6(), z.url()), expect.objectContaining({ format: 'uri', 'x-refine': [expect.stringContaining('format ipv6')] })],
    ['a format that is a function', z.stringFormat('own', isOwn), { type: 'string', format: 'own', 'x-refine': [String(isOwn)] }],
    ['a format that is a pattern', z.stringFormat('own', /^a$/), { type: 'string', format: 'own', pattern: '^a$' }],
    ['a list of a length', z.array(z.string()).min(1).length(2), { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 2 }],
    ['a property that is checked', z.array(z.string()).check(z.property('length', z.number().min(2))), { type: 'array', items: { type: 'string' }, 'x-refine': [expect.stringMatching(/property length, schema .*"minimum":2/)] }],
    ['a text at a place', z.string().includes('a', { position: 2 }), expect.objectContaining({ 'x-refine': [expect.stringContaining('position 2')] })],
    ['one pattern twice, once with flags', z.string().regex(/^a$/i).regex(/^a$/), { type: 'string', allOf: [expect.objectContaining({ 'x-flags': 'i' }), expect.not.objectContaining({ 'x-flags': 'i' })] }],
    ['a URL of some hosts', z.url({ hostname: /^a\.com$/ }), { type: 'string', format: 'uri', 'x-refine': [expect.stringContaining('hostname /^a\\.com$/')] }],
    ['a URL of one protocol', z.url({ protocol: /^https$/ }), { type: 'string', format: 'uri', 'x-refine': [expect.stringContaining('protocol /^https$/')] }],
    ['any URL', z.url(), { type: 'string', format: 'uri' }],
  ])('%s', (_title, schema, expected) => {
    expect(words(schema)).toStrictEqual(expected)
  })

  it.each<[string, z.ZodType, JsonSchema]>([
    ['the success of another', z.success(z.string()), { 'x-refine': [expect.stringMatching(/^success of .*"string"/)] }],
    ['what is made of anything', z.preprocess(half, z.number()), { type: 'number', 'x-preprocess': true, 'x-transform': [String(half)] }],
    ['a pipe into another schema', z.string().pipe(z.string().min(3)), { type: 'string', 'x-refine': [expect.stringMatching(/^into .*"minLength":3/)] }],
    ['a pipe into a transform', z.string().transform(trims), { type: 'string', 'x-transform': [String(trims)] }],
    ['a record whose values may be nothing', z.record(z.enum(['a', 'b']), z.string().catch('x')), expect.not.objectContaining({ required: expect.anything() })],
    ['a record whose values throw of nothing', z.record(z.enum(['a', 'b']), z.unknown().transform((value) => (value as string).length)), expect.objectContaining({ required: ['a', 'b'] })],
    ['a record whose values take time', z.record(z.enum(['a', 'b']), z.unknown().refine(async () => true)), expect.objectContaining({ required: ['a', 'b'] })],
  ])('%s, as it is sent', (_title, schema, expected) => {
    const { type, ...described } = words(schema, 'input')
    expect({ ...(type !== undefined && { type }), ...described }).toStrictEqual(expected)
  })

  it('what comes out of a success, a preprocessing and a pipe is said in words', () => {
    const out = [z.success(z.string()), z.preprocess(half, z.number()), z.string().pipe(z.string().min(3)), z.record(z.enum(['a']), z.string().catch('x'))]
    expect(out.map((schema) => words(schema))).toStrictEqual([
      { type: 'boolean' },
      { type: 'number', 'x-transform': [String(half)] },
      { type: 'string', minLength: 3 },
      expect.objectContaining({ required: ['a'] }),
    ])
  })

  it.each([
    // words, case; pattern, flags
    [{ truthy: ['yes'], falsy: ['no'] }, { type: 'string', pattern: '^(?:yes|no)$', 'x-flags': 'i' }],
    [{ truthy: ['y.s'], falsy: ['n*'], case: 'sensitive' }, { type: 'string', pattern: String.raw`^(?:y\.s|n\*)$` }],
  ] as const)('the words of a stringbool %j', (params, expected) => {
    expect(words(z.stringbool(params as never), 'input')).toStrictEqual(expected)
  })

  it('tells refinements of two lists apart, and one that is said twice once', () => {
    const both = z.number().refine(isEven).refine((count) => count > 3)
    expect(words(both)['x-refine']).toHaveLength(2)
    expect(words(z.number().refine(isEven).refine(isEven))['x-refine']).toStrictEqual([String(isEven)])
  })

  it('leaves out of settings what changes no value', () => {
    const [text] = words(z.bigint().min(5n, 'too few'))['x-refine'] as string[]
    expect(text).not.toMatch(/error|abort|when|undefined/)
  })
})
