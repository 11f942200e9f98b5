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
    ['a URL of some hosts', z.url({ hostname: /^a\.com$/ }), { type: 'string', format: 'uri', 'x-refine': [expect.stringContaining('hostname /^a\\.com$/')] }],
    ['a URL of one protocol', z.url({ protocol: /^https$/ }), { type: 'string', format: 'uri', 'x-refine': [expect.stringContaining('protocol /^https$/')] }],
    ['any URL', z.url(), { type: 'string', format: 'uri' }],
  ])('%s', (_title, schema, expected) => {
    expect(words(schema)).toStrictEqual(expected)
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
