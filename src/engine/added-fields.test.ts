import { expect, it } from 'vitest'
import { z } from 'zod'
import { addedFields } from './added-fields.js'
import { describeSchema } from './schema.js'

const a = z.object({ a: z.string() })
const more = z.object({ a: z.string(), b: z.string().optional() })

it.each<[string, z.ZodType, z.ZodType, 'input' | 'output', readonly string[] | undefined]>([
  // what was done, older schema, newer schema, as sent or as received, the added fields (undefined: more than fields were added)
  ['nothing', a, a, 'input', []],
  ['the description changed', a, a.describe('new'), 'input', []],
  ['an optional field was added', a, more, 'input', ['b']],
  ['an optional field was added', a, more, 'output', ['b']],
  ['two were added', a, more.extend({ c: z.number().optional() }), 'input', ['b', 'c']],
  ['a field with a default was added', a, a.extend({ b: z.number().default(1) }), 'input', ['b']],
  ['a field with a default was added', a, a.extend({ b: z.number().default(1) }), 'output', ['b']],
  ['an optional group was added', a, a.extend({ b: z.object({ c: z.string() }).optional() }), 'input', ['b']],
  ['a field was added to a group', z.object({ g: a }), z.object({ g: more }), 'input', ['g.b']],
  ['a field was added to the items of a list', z.object({ l: z.array(a) }), z.object({ l: z.array(more) }), 'input', ['l[].b']],
  ['a field was added to a list itself', z.array(a), z.array(more), 'output', ['[].b']],
  ['a required field was added', a, a.extend({ b: z.string() }), 'input', undefined],
  ['a field was removed', more, a, 'input', undefined],
  ['a field became optional', a, z.object({ a: z.string().optional() }), 'input', undefined],
  ['a field became required', z.object({ a: z.string().optional() }), a, 'input', undefined],
  ['a field became required', z.object({ a: z.string().optional() }), a, 'output', undefined],
  ['a field was given a default', z.object({ a: z.string().optional() }), z.object({ a: z.string().default('x') }), 'input', undefined],
  ['a field was given a default', z.object({ a: z.string().optional() }), z.object({ a: z.string().default('x') }), 'output', undefined],
  ['the type of a field changed', a, z.object({ a: z.number() }), 'input', undefined],
  ['a minimum was added', a, z.object({ a: z.string().min(1) }), 'input', undefined],
  ['a list got a minimum', z.array(a), z.array(more).min(1), 'input', undefined],
  ['a field was added, and another changed', a, z.object({ a: z.number(), b: z.string().optional() }), 'input', undefined],
  ['an object that is closed stays as it is, and a list beside it grows', z.object({ g: z.strictObject({ a: z.string() }), l: z.array(a) }), z.object({ g: z.strictObject({ a: z.string() }), l: z.array(more) }), 'input', ['l[].b']],
  ['a field within a closed object grew', z.strictObject({ g: a }), z.strictObject({ g: more }), 'input', ['g.b']],
  ['a field was added where unknown ones are refused', z.strictObject({ a: z.string() }), z.strictObject({ a: z.string(), b: z.string().optional() }), 'input', undefined],
  ['a field was added where unknown ones pass', z.looseObject({ a: z.string() }), z.looseObject({ a: z.string(), b: z.string().optional() }), 'input', undefined],
  ['an open object was closed', a, z.strictObject({ a: z.string() }), 'input', undefined],
  ['a field was added to a branch of a union', z.union([a, z.null()]), z.union([more, z.null()]), 'input', undefined],
  ['a record got fields', z.record(z.string(), a), z.record(z.string(), more), 'input', undefined],
])('in the $3 of a schema where %s, the added fields are $4', (_what, older, newer, mode, added) => {
  expect(addedFields(describeSchema(older, mode), describeSchema(newer, mode), mode)).toEqual(added)
})

it.each([
  [undefined, describeSchema(a, 'input')],
  [describeSchema(a, 'input'), undefined],
])('a schema that came or went is more than added fields', (older, newer) => {
  expect(addedFields(older, newer, 'input')).toBeUndefined()
})
