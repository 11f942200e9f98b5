import { expect, it } from 'vitest'
import { z } from 'zod'
import { isZodsOwn, type ZodSchema } from './zod-schema.js'

interface Node { readonly next?: Node | null | undefined }
const Nested: z.ZodType<Node> = z.object({ get next() { return Nested.nullish() } })
const ok = () => true
const asIs = (text: string) => text

it.each<[string, boolean, z.ZodType]>([
  ['a string', true, z.string()],
  ['formats and limits', true, z.object({ a: z.email(), b: z.iso.datetime(), c: z.string().min(1).regex(/x/), d: z.int().max(7), e: z.array(z.uuid()).max(2) })],
  ['a message of its own', true, z.string({ error: () => 'no text' }).min(1, { error: () => 'too short' })],
  ['a coerced date', true, z.coerce.date()],
  ['a schema that contains itself', true, Nested],
  ['one of many', true, z.union([z.tuple([z.string()], z.number()), z.intersection(z.object({}), z.object({})), z.record(z.string(), z.null())])],
  ['a default', true, z.string().default(() => { throw new Error('asked too early') })],
  ['a refinement', false, z.string().refine(ok)],
  ['a refinement of its own way', false, z.string().superRefine(() => {})],
  ['a check', false, z.string().check(() => {})],
  ['a transformation', false, z.string().transform(asIs)],
  ['an overwriting one', false, z.string().overwrite(asIs)],
  ['something done before', false, z.preprocess(asIs as (value: unknown) => unknown, z.string())],
  ['a codec', false, z.codec(z.string(), z.string(), { decode: asIs, encode: asIs })],
  ['a format of its own', false, z.stringFormat('even', ok)],
  ['a type of its own', false, z.custom(ok)],
  ['a fallback', false, z.string().catch(() => 'x')],
  ['a lazy one', false, z.lazy(() => z.string())],
  ['a promise', false, z.promise(z.string())],
])('%s runs zod’s code alone: %s, wherever it stands', (_what, isOwn, part) => {
  const wholes = [part, z.object({ a: part }), part.optional(), part.nullable(), z.array(part), z.record(z.string(), part), z.union([part, z.null()]), z.tuple([part]), z.tuple([z.null()], part), z.object({}).catchall(part)]
  expect(wholes.map((whole) => isZodsOwn(whole as unknown as ZodSchema))).toStrictEqual(wholes.map(() => isOwn))
})
