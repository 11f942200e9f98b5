import { z } from 'zod'
import type { Verdict } from '../../src/diff/compare/finding.js'

type Expected = Verdict | 'same'

const text = z.string()
const optional = text.optional()

const tree = (min: number) => {
  const node: z.ZodType = z.object({ value: z.number().min(min), get children() { return z.array(node) } })
  return node
}
const chain = (last: z.ZodType) => {
  const node: z.ZodType = z.object({ last, get next() { return node.optional() } })
  return node
}
const shape = (extra: object = {}) =>
  z.discriminatedUnion('type', [z.object({ type: z.literal('circle'), radius: z.number() }), z.object({ type: z.literal('square'), side: z.number(), ...extra })])
const circles = z.discriminatedUnion('type', [z.object({ type: z.literal('circle'), radius: z.number() })])
const isoDate = z.codec(z.iso.datetime(), z.date(), { decode: (iso) => new Date(iso), encode: (date) => date.toISOString() })

/** What changed, the older schema, the newer, the worst verdict of a request and of a response. */
export type ZodPair = readonly [string, z.ZodType, z.ZodType, request: Expected, response: Expected]

export const zodPairs: readonly ZodPair[] = [
  // fields
  ['nothing', z.object({ a: text }), z.object({ a: z.string() }), 'same', 'same'],
  ['an optional field is added', z.object({ a: text }), z.object({ a: text, b: optional }), 'compatible', 'lossy'],
  ['a required field is added', z.object({ a: text }), z.object({ a: text, b: text }), 'breaking', 'lossy'],
  ['an optional field is removed', z.object({ a: text, b: optional }), z.object({ a: text }), 'lossy', 'compatible'],
  ['a required field is removed', z.object({ a: text, b: text }), z.object({ a: text }), 'lossy', 'breaking'],
  ['a field is renamed', z.object({ tags: text }), z.object({ labels: text }), 'breaking', 'breaking'],
  ['a field becomes required', z.object({ a: optional }), z.object({ a: text }), 'breaking', 'compatible'],
  ['a field becomes optional', z.object({ a: text }), z.object({ a: optional }), 'compatible', 'breaking'],
  ['a field becomes nullable', z.object({ a: text }), z.object({ a: text.nullable() }), 'compatible', 'breaking'],
  ['a field becomes nullish', z.object({ a: optional }), z.object({ a: text.nullish() }), 'compatible', 'breaking'],
  ['optional becomes nullable', z.object({ a: optional }), z.object({ a: text.nullable() }), 'breaking', 'breaking'],
  ['a field of a nested object is removed', z.object({ n: z.object({ a: text, b: text }) }), z.object({ n: z.object({ a: text }) }), 'lossy', 'breaking'],
  ['a field of objects in a list is added', z.array(z.object({ a: text })), z.array(z.object({ a: text, b: optional })), 'compatible', 'lossy'],
  // unknown fields
  ['strip becomes strict', z.object({ a: text }), z.strictObject({ a: text }), 'breaking', 'same'],
  ['strict becomes strip', z.strictObject({ a: text }), z.object({ a: text }), 'compatible', 'same'],
  ['strip becomes loose', z.object({ a: text }), z.looseObject({ a: text }), 'compatible', 'lossy'],
  ['loose becomes strip', z.looseObject({ a: text }), z.object({ a: text }), 'lossy', 'compatible'],
  ['loose becomes strict', z.looseObject({ a: text }), z.strictObject({ a: text }), 'breaking', 'compatible'],
  ['strict becomes loose', z.strictObject({ a: text }), z.looseObject({ a: text }), 'compatible', 'breaking'],
  ['a strict object gains an optional field', z.strictObject({ a: text }), z.strictObject({ a: text, b: optional }), 'compatible', 'breaking'],
  ['a strict object loses an optional field', z.strictObject({ a: text, b: optional }), z.strictObject({ a: text }), 'breaking', 'compatible'],
  ['unknown fields must be numbers', z.looseObject({ a: text }), z.object({ a: text }).catchall(z.number()), 'breaking', 'compatible'],
  // defaults
  ['a default is added', z.object({ a: text }), z.object({ a: text.default('x') }), 'compatible', 'compatible'],
  ['a default is removed', z.object({ a: text.default('x') }), z.object({ a: text }), 'breaking', 'compatible'],
  ['a default changes', z.object({ a: text.default('x') }), z.object({ a: text.default('y') }), 'compatible', 'compatible'],
  ['optional becomes defaulted', z.object({ a: optional }), z.object({ a: text.default('x') }), 'compatible', 'compatible'],
  ['defaulted becomes optional', z.object({ a: text.default('x') }), z.object({ a: optional }), 'compatible', 'compatible'],
  ['a defaulted field is added', z.object({}), z.object({ a: text.default('x') }), 'compatible', 'lossy'],
  ['a prefault is removed', z.object({ a: text.prefault('x') }), z.object({ a: text }), 'breaking', 'same'],
  ['catch is removed', z.object({ a: text.catch('x') }), z.object({ a: text }), 'breaking', 'compatible'],
  ['catch is added', z.object({ a: text }), z.object({ a: text.catch('x') }), 'compatible', 'compatible'],
  ['a number becomes text with a fallback', z.object({ a: z.number() }), z.object({ a: text.catch('x') }), 'lossy', 'breaking'],
  ['a field with a fallback is added', z.object({}), z.object({ a: text.catch('x') }), 'compatible', 'lossy'],
  // strings
  ['lower case is made', z.string(), z.string().toLowerCase(), 'compatible', 'compatible'],
  ['min grows', z.string().min(1), z.string().min(5), 'breaking', 'compatible'],
  ['max grows', z.string().max(5), z.string().max(9), 'compatible', 'breaking'],
  ['a pattern is tightened', z.string().regex(/^[a-z0-9]+$/), z.string().regex(/^[a-z]+$/), 'breaking', 'compatible'],
  ['a pattern is rewritten', z.string().regex(/^(a|b)+$/), z.string().regex(/^[ab][ab]*$/), 'compatible', 'compatible'],
  ['any text becomes an email', z.string(), z.email(), 'breaking', 'compatible'],
  ['an email becomes a url', z.email(), z.url(), 'breaking', 'breaking'],
  ['a uuid becomes a uuid v4', z.uuid(), z.uuidv4(), 'breaking', 'compatible'],
  ['a datetime may have an offset', z.iso.datetime(), z.iso.datetime({ offset: true }), 'compatible', 'breaking'],
  ['startsWith is added', z.string(), z.string().startsWith('run-'), 'breaking', 'compatible'],
  ['trim comes before min', z.string().min(1), z.string().trim().min(1), 'breaking', 'compatible'],
  ['a template literal is widened', z.templateLiteral(['v', z.literal('1')]), z.templateLiteral(['v', z.enum(['1', '2'])]), 'compatible', 'breaking'],
  // numbers
  ['an integer becomes a number', z.int(), z.number(), 'compatible', 'breaking'],
  ['min becomes exclusive', z.number().min(0), z.number().gt(0), 'breaking', 'compatible'],
  ['multipleOf doubles', z.int().multipleOf(5), z.int().multipleOf(10), 'breaking', 'compatible'],
  ['a number becomes a string', z.number(), z.string(), 'breaking', 'breaking'],
  ['a number becomes a coerced date', z.int(), z.coerce.date(), 'breaking', 'breaking'],
  ['a moment becomes a coerced date', z.int().min(0).max(4e12), z.coerce.date(), 'compatible', 'breaking'],
  ['a boolean becomes a coerced number', z.boolean(), z.coerce.number(), 'compatible', 'breaking'],
  ['a boolean becomes coerced', z.boolean(), z.coerce.boolean(), 'compatible', 'compatible'],
  ['a string becomes a coerced number', z.string(), z.coerce.number(), 'breaking', 'breaking'],
  ['coercion of a number is removed', z.coerce.number(), z.number(), 'breaking', 'compatible'],
  // enums, literals, unions
  ['an enum gains a member', z.enum(['a', 'b']), z.enum(['a', 'b', 'c']), 'compatible', 'breaking'],
  ['an enum loses a member', z.enum(['a', 'b']), z.enum(['a']), 'breaking', 'compatible'],
  ['an enum is reordered', z.enum(['a', 'b']), z.enum(['b', 'a']), 'compatible', 'compatible'],
  ['an enum becomes a union of literals', z.enum(['a', 'b']), z.union([z.literal('b'), z.literal('a')]), 'compatible', 'compatible'],
  ['a literal becomes text', z.literal('a'), z.string(), 'compatible', 'breaking'],
  ['a union gains a member', z.union([text, z.number()]), z.union([text, z.number(), z.boolean()]), 'compatible', 'breaking'],
  ['a discriminated union gains a member', circles, shape(), 'compatible', 'breaking'],
  ['a discriminated union loses a member', shape(), circles, 'breaking', 'compatible'],
  ['a member gains a required field', shape(), shape({ color: text }), 'breaking', 'lossy'],
  ['a member gains an optional field', shape(), shape({ color: optional }), 'compatible', 'lossy'],
  // lists, tuples, records
  ['a list needs an item', z.array(text), z.array(text).min(1), 'breaking', 'compatible'],
  ['the items of a list change', z.array(text), z.array(z.number()), 'breaking', 'breaking'],
  ['a tuple grows', z.tuple([text]), z.tuple([text, z.number()]), 'breaking', 'breaking'],
  ['a tuple gains an optional item', z.tuple([text]), z.tuple([text, z.number().optional()]), 'compatible', 'breaking'],
  ['a tuple gains a rest', z.tuple([text]), z.tuple([text], z.number()), 'compatible', 'breaking'],
  ['a tuple becomes a list', z.tuple([text, text]), z.array(text), 'compatible', 'breaking'],
  ['the values of a record change', z.record(text, text), z.record(text, z.union([text, z.number()])), 'compatible', 'breaking'],
  ['the keys of a record are narrowed', z.record(text, text), z.record(z.string().regex(/^[a-z]+$/), text), 'breaking', 'compatible'],
  ['a record of an enum gains a key', z.record(z.enum(['a', 'b']), text), z.record(z.enum(['a', 'b', 'c']), text), 'breaking', 'breaking'],
  ['a partial record gains a key', z.partialRecord(z.enum(['a']), text), z.partialRecord(z.enum(['a', 'b']), text), 'compatible', 'breaking'],
  // dates, refinements, codecs
  ['a coerced date becomes an ISO date-time', z.object({ at: z.coerce.date() }), z.object({ at: z.iso.datetime() }), 'breaking', 'compatible'],
  ['an ISO date-time becomes a coerced date', z.object({ at: z.iso.datetime() }), z.object({ at: z.coerce.date() }), 'compatible', 'unproven'],
  ['an ISO date-time becomes a codec', z.object({ at: z.iso.datetime() }), z.object({ at: isoDate }), 'unproven', 'unproven'],
  ['a refinement is added', z.string(), z.string().refine((value) => value !== 'forbidden word'), 'unproven', 'compatible'],
  ['a refinement is removed', z.string().refine((value) => value !== 'forbidden word'), z.string(), 'compatible', 'unproven'],
  ['a refinement that any value shows', z.string(), z.string().refine((value) => value.length > 2), 'breaking', 'compatible'],
  // recursion
  ['a bound deep in a tree grows', tree(0), tree(1), 'breaking', 'compatible'],
  ['the end of a chain changes', chain(text), chain(z.number()), 'breaking', 'breaking'],
  ['the end of a chain widens', chain(text), chain(z.union([text, z.null()])), 'compatible', 'breaking'],
  // the rest
  ['an intersection loses a part', z.intersection(z.object({ a: text }), z.object({ b: text })), z.object({ a: text }), 'lossy', 'breaking'],
  ['unknown becomes text', z.unknown(), text, 'breaking', 'compatible'],
  ['readonly and brand are added', z.object({ a: text }), z.object({ a: text.brand('id') }).readonly(), 'compatible', 'compatible'],
  ['a description is added', z.object({ a: text }), z.object({ a: text.meta({ description: 'the first' }) }), 'compatible', 'compatible'],
]
