import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { describeSchema } from '../engine/schema.js'
import { lockedSchema } from './locked-schema.js'

const locked = (schema: z.ZodType, mode: 'input' | 'output' = 'output') => lockedSchema(describeSchema(schema, mode)!)['~standard']

const Person = z.object({ name: z.string().min(1), tags: z.array(z.object({ id: z.number() })).optional(), free: z.record(z.string(), z.unknown()).optional() })
const Either = z.union([z.object({ kind: z.literal('a'), a: z.number() }), z.object({ kind: z.literal('b'), b: z.number() })])
interface Tree { readonly value: number; readonly children: readonly Tree[] }
const Tree: z.ZodType<Tree> = z.object({ value: z.number(), get children() { return z.array(Tree) } })

describe('a frozen schema makes of a value what the schema of zod makes of it that it was frozen from', () => {
  it.each<[string, z.ZodType, unknown]>([
    // what, schema, value
    ['a value as it is', Person, { name: 'a' }],
    ['unknown fields, which are dropped', Person, { name: 'a', more: 1, tags: [{ id: 1, more: 2 }] }],
    ['fields of a record, which stay', Person, { name: 'a', free: { more: { deep: 1 } } }],
    ['an alternative', Either, { kind: 'b', a: 1, b: 2 }],
    ['what refers to itself', Tree, { value: 1, more: 1, children: [{ value: 2, children: [], more: 1 }] }],
    ['what is refused', Person, { name: '' }],
    ['another type', Person, 'text'],
  ])('%s', (_, schema, value) => {
    const [own, frozen] = [schema['~standard'].validate(value), locked(schema).validate(value)] as { readonly value?: unknown; readonly issues?: unknown }[]
    expect([frozen?.value, frozen?.issues === undefined]).toStrictEqual([own?.value, own?.issues === undefined])
  })
})

it('code that a JSON Schema cannot hold is no guess', () => {
  expect(() => locked(z.string().refine((text) => text !== ''), 'input').validate('a')).toThrow('the frozen schema has code that a JSON Schema cannot hold')
})
