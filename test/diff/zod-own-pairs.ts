import { z } from 'zod'
import type { ZodPair } from './zod-pairs.js'

const text = z.string()
const below = (limit: number) => z.number().refine((value) => value < limit)
const [narrow, wide] = [z.object({ a: text }), z.object({ a: text, b: text })]

/** What zod does and JSON Schema has no word for: flags, defaults that come out unchecked, the first member of a union. */
export const zodOwnPairs: readonly ZodPair[] = [
  // patterns
  ['a pattern loses the flag i', z.string().regex(/^[a-z]+$/i), z.string().regex(/^[a-z]+$/), 'breaking', 'compatible'],
  ['the flag i is written out', z.string().regex(/^[a-z]+$/i), z.string().regex(/^[a-zA-Z]+$/), 'compatible', 'compatible'],
  ['a pattern gains the flag s', z.string().regex(/^.$/), z.string().regex(/^.$/s), 'compatible', 'breaking'],
  ['one of two patterns loses its flag', z.string().regex(/^a/i).regex(/z$/), z.string().regex(/^a/).regex(/z$/), 'breaking', 'compatible'],
  ['the names of a record lose a flag', z.record(z.string().regex(/^x/i), text), z.record(z.string().regex(/^x/), text), 'breaking', 'compatible'],
  ['an email’s own pattern loses a flag', z.email({ pattern: /^[a-z]+@b$/i }), z.email({ pattern: /^[a-z]+@b$/ }), 'breaking', 'compatible'],
  ['a word’s edge is asked for', z.string().regex(/foo/), z.string().regex(/\bfoo\b/), 'breaking', 'compatible'],
  ['letters become any characters', z.string().regex(/^\p{L}+$/u), z.string().regex(/^[^\d]+$/u), 'compatible', 'breaking'],
  ['a pattern that takes for ever', z.string().min(40).regex(/^a+$/), z.string().min(40).regex(/^(a+)+$/), 'compatible', 'compatible'],
  ['a pattern gains the flag u', z.string().regex(/^.$/), z.string().regex(/^.$/u), 'compatible', 'breaking'],
  ['a pattern of two gains the flag u', z.string().regex(/^..$/), z.string().regex(/^..$/u), 'breaking', 'breaking'],
  ['letters of any case gain the flag u', z.string().regex(/^\w$/i), z.string().regex(/^\w$/iu), 'compatible', 'breaking'],
  ['a pattern with u minds case', z.string().regex(/^\w$/iu), z.string().regex(/^\w$/u), 'breaking', 'compatible'],
  ['every character is written in two ways', z.string().regex(/^[^]$/u), z.string().regex(/^(?:[^]|[\ud800-\udbff][\udc00-\udfff])$/), 'compatible', 'compatible'],
  ['a pattern gains the flag m', z.string().regex(/^a$/), z.string().regex(/^a$/m), 'unproven', 'unproven'],
  ['a pattern of sets gains the flag v', z.string().regex(/^.$/), z.string().regex(new RegExp('^.$', 'v')), 'unproven', 'breaking'],
  ['a pattern keeps its place', z.string().regex(/^a/), z.string().regex(/^a/g), 'compatible', 'compatible'],
  ['one character is written as a pattern', z.string().length(1), z.string().regex(/^[^]$/u), 'compatible', 'compatible'],
  ['one of two alike loses its flag', text.regex(/^a$/i).regex(/^a$/), text.regex(/^a$/i), 'compatible', 'breaking'],
  // what comes out unchecked
  ['what a field is made into may be nothing', z.object({ a: z.any() }), z.object({ a: z.any().transform(() => undefined) }), 'unproven', 'breaking'],
  ['a default that its own schema refuses', z.object({ a: text.min(3) }), z.object({ a: text.min(3).default('x') }), 'compatible', 'breaking'],
  ['a default outside of an older enum', z.object({ a: z.enum(['p', 'q']) }), z.object({ a: z.enum(['p', 'q', 'r']).default('r') }), 'compatible', 'breaking'],
  ['a fallback that its own schema refuses', z.object({ a: z.number().min(5) }), z.object({ a: z.number().min(5).catch(0) }), 'compatible', 'breaking'],
  ['a fallback for what is refused', z.object({ a: z.number() }), z.object({ a: z.number().max(5).catch(0) }), 'lossy', 'compatible'],
  // unions: the first member that accepts is taken, whatever it drops
  ['a member that drops a field comes first', z.union([wide, narrow]), z.union([narrow, wide]), 'lossy', 'same'],
  ['a member that keeps a field comes first', z.union([narrow, wide]), z.union([wide, narrow]), 'same', 'lossy'],
  ['a union takes the place of an optional field', z.object({ a: text, b: text.optional() }), z.union([narrow, wide]), 'lossy', 'compatible'],
  ['a discriminated union takes the place of a union', z.union([z.object({ t: z.literal('a'), x: text }), z.object({ t: z.literal('b') })]), z.discriminatedUnion('t', [z.object({ t: z.literal('a'), x: text }), z.object({ t: z.literal('b') })]), 'compatible', 'compatible'],
  ['overlapping members become exclusive', z.union([z.number(), z.int()]), z.xor([z.number(), z.int()]), 'breaking', 'compatible'],
  // what `.meta()` says is checked by nobody
  ['a pattern is told to readers, then checked', text.meta({ pattern: '^a$' }), text.regex(/^a$/), 'breaking', 'compatible'],
  ['a format is told to readers, then checked', text.meta({ format: 'uri' }), z.url(), 'breaking', 'compatible'],
  ['a length is told to readers over another', text.min(5).meta({ minLength: 1 }), text.min(1), 'compatible', 'breaking'],
  ['a fallback is told to readers', z.object({ a: text }), z.object({ a: text.meta({ 'x-catch': true }) }), 'same', 'same'],
  ['what is optional is told something', text.meta({ enum: ['a'] }).optional(), z.enum(['a']).optional(), 'breaking', 'compatible'],
  ['fields are told to readers', z.object({ a: text }).meta({ properties: {} }), z.object({ a: z.number() }), 'breaking', 'breaking'],
  // functions with one text
  ['a refinement of one factory gets another limit', below(50), below(5), 'breaking', 'same'],
  ['a refinement of one factory stays', below(5), below(5), 'same', 'same'],
  ['the words of a stringbool change', z.stringbool(), z.stringbool({ truthy: ['yes'], falsy: ['no'] }), 'breaking', 'breaking'],
  ['an enum becomes a stringbool', z.enum(['true', 'false']), z.stringbool(), 'compatible', 'breaking'],
  ['a stringbool minds case', z.stringbool(), z.stringbool({ case: 'sensitive' }), 'breaking', 'breaking'],
  ['a boolean becomes a success', z.boolean(), z.success(text), 'breaking', 'same'],
  ['a success becomes a boolean', z.success(text), z.boolean(), 'breaking', 'breaking'],
  ['a success of another kind', z.success(text), z.success(z.number()), 'breaking', 'breaking'],
  // checks before and behind what changes a value
  ['min is checked behind trim instead of before it', text.min(3).trim(), text.trim().min(3), 'breaking', 'compatible'],
  ['a pattern behind trim', text.trim().regex(/^a$/), text.max(3), 'unproven', 'breaking'],
  ['upper case can be longer', text.max(3), text.max(3).toUpperCase(), 'compatible', 'unproven'],
  ['what is written over is no longer checked', text.max(3), text.max(3).overwrite((value) => `${value}!`), 'unproven', 'breaking'],
  ['what a pipe leads into', text, text.pipe(text.min(5)), 'breaking', 'compatible'],
  ['what is behind a transformation', text.transform(Number).pipe(z.number()), text.transform(Number).pipe(z.number().min(5)), 'breaking', 'breaking'],
  ['what is preprocessed may be anything', z.preprocess((value) => String(value), text), text, 'breaking', 'unproven'],
  ['what is preprocessed may be missing', z.object({ a: z.preprocess((value) => value ?? 'x', text) }), z.object({ a: text }), 'breaking', 'unproven'],
  // checks that JSON Schema has no word for
  ['a property is checked', text, text.check(z.property('length', z.number().min(5))), 'breaking', 'compatible'],
  ['the property’s schema changes', text.check(z.property('length', z.number().min(2))), text.check(z.property('length', z.number().min(5))), 'breaking', 'unproven'],
  ['a length of any of a union', z.union([text, z.array(text)]), z.union([text, z.array(text)]).check(z.minLength(2)), 'breaking', 'compatible'],
  ['a tuple needs more than its length says', z.tuple([text]).rest(text), z.tuple([text, text]).rest(text).check(z.minLength(1)), 'breaking', 'compatible'],
  ['a URL that begins with a text', z.string().startsWith('https'), z.url().startsWith('https'), 'breaking', 'compatible'],
  ['base64 of capitals', z.string().regex(/^[A-Z]*$/), z.base64().regex(/^[A-Z]*$/), 'breaking', 'compatible'],
  ['a text somewhere behind a place', text.regex(/^..x/), text.includes('x', { position: 2 }), 'unproven', 'breaking'],
  ['a format of one’s own', z.stringFormat('mine', (value) => value.startsWith('a')), z.stringFormat('mine', (value) => value.startsWith('b')), 'breaking', 'breaking'],
  ['a literal that JSON lacks', z.literal(5), z.literal(5n), 'breaking', 'unproven'],
  ['a literal of nothing', text, z.literal(undefined), 'breaking', 'unproven'],
  ['numbers as names get a bound', z.record(z.number(), text), z.record(z.number().min(5), text), 'breaking', 'compatible'],
  ['a loose record keeps other names', z.looseRecord(text.regex(/^a/i), z.number()), z.record(text.regex(/^a/i), z.number()), 'breaking', 'unproven'],
  ['a record is met with an object', z.record(text, text), z.intersection(z.record(text, text), z.object({ a: text })), 'breaking', 'unproven'],
  ['names that an intersection kept are dropped', z.intersection(z.record(text, text), z.object({ a: text })), z.object({ a: text }), 'lossy', 'compatible'],
  ['names that an intersection keeps', z.strictObject({ a: text }), z.intersection(z.record(text, text), z.object({ a: text })), 'compatible', 'breaking'],
  // numbers
  ['a multiple of a tenth is a third of one', z.number().multipleOf(0.1).min(0.25).max(0.35), z.number().max(0.2), 'breaking', 'breaking'],
  ['a multiple of three tenths is one of a tenth', z.number().multipleOf(0.3).min(0).max(9), z.number().multipleOf(0.1), 'unproven', 'breaking'],
  ['a number becomes a float32', z.number(), z.float32(), 'breaking', 'compatible'],
  ['a number becomes a float64', z.number(), z.float64(), 'compatible', 'compatible'],
  ['an int becomes an int32', z.int(), z.int32(), 'breaking', 'compatible'],
  ['whole numbers become safe', z.number().multipleOf(1), z.int(), 'breaking', 'compatible'],
  ['positive becomes nonnegative', z.number().positive(), z.number().nonnegative(), 'compatible', 'breaking'],
  // records, maps, sets
  ['the values of an exhaustive record become optional', z.record(z.enum(['a', 'b']), z.number()), z.record(z.enum(['a', 'b']), z.number().optional()), 'compatible', 'breaking'],
  ['an exhaustive record becomes partial', z.record(z.enum(['a', 'b']), z.number()), z.partialRecord(z.enum(['a', 'b']), z.number()), 'compatible', 'breaking'],
  ['values of a record that may be anything', z.record(z.enum(['a', 'b']), z.any()), z.object({ a: z.any(), b: z.any() }), 'breaking', 'compatible'],
  ['values of a record that have a fallback', z.record(z.enum(['a', 'b']), text.catch('x')), z.record(z.enum(['a', 'b']), text), 'breaking', 'compatible'],
  ['the values of a set change', z.set(text), z.set(z.number()), 'breaking', 'breaking'],
  ['the values of a map change', z.map(text, z.number()), z.map(text, text), 'breaking', 'breaking'],
  // names that JavaScript knows
  ['a field called constructor changes', z.object({ constructor: text }), z.object({ constructor: z.number() }), 'breaking', 'breaking'],
  // strings
  ['text is normalised', text, text.normalize(), 'compatible', 'compatible'],
  ['a url needs a protocol', z.url(), z.url({ protocol: /^https$/ }), 'breaking', 'compatible'],
  ['base64 becomes base64url', z.base64(), z.base64url(), 'breaking', 'breaking'],
]
