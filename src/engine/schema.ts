import { type AnySchema, getEventIteratorSchemaDetails } from '@orpc/contract'
import { wireText } from './wire-text.js'
import { withoutMeta } from './zod-meta.js'
import { addZodWords, type ZodContext } from './zod-words.js'

/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** `input` is what a side may send to be parsed, `output` what parsing gives. */
export type SchemaMode = 'input' | 'output'

/** The part of Standard JSON Schema that is used here; zod implements it since 4.2. */
interface JsonSchemaConverter {
  readonly [mode: string]: (options: { readonly target: string; readonly libraryOptions: object }) => JsonSchema
}

/**
 * The JSON Schema (2020-12) of any schema that speaks Standard JSON Schema, such as zod 4.
 * `undefined` where there is no schema; `{ 'x-opaque': true }` where its vendor cannot tell.
 */
export function describeSchema(schema: AnySchema | undefined, mode: SchemaMode): JsonSchema | undefined {
  if (schema === undefined) return undefined
  const { jsonSchema } = schema['~standard'] as { readonly jsonSchema?: JsonSchemaConverter }
  const convert = jsonSchema?.[mode]
  if (convert === undefined) return { 'x-opaque': true }
  return convert({
    target: 'draft-2020-12',
    libraryOptions: { unrepresentable: 'any', override: (context: ZodContext) => spelledOut(context, mode) },
  })
}

function spelledOut(context: ZodContext, mode: SchemaMode): void {
  const { zodSchema, jsonSchema } = context
  const convert = (zodSchema as unknown as { readonly '~standard': { readonly jsonSchema: JsonSchemaConverter } })['~standard'].jsonSchema[mode]!
  withoutMeta(jsonSchema, zodSchema, () => convert({ target: 'draft-2020-12', libraryOptions: { unrepresentable: 'any', metadata: { get: () => undefined } } }))
  addZodWords(context, mode, describeText)
}

/** Schemas whose text is being made: one that contains itself is not followed again. */
const described = new Set<unknown>()

/** What a part of a schema takes, as text. */
function describeText(part: unknown): string {
  if (described.has(part)) return 'itself'
  described.add(part)
  try {
    return wireText(describeSchema(part as AnySchema, 'input'))
  } finally {
    described.delete(part)
  }
}

/** What an event iterator yields and returns; `undefined` where the schema is none. */
export function streamOf(schema: AnySchema | undefined): { readonly yields: AnySchema; readonly returns?: AnySchema } | undefined {
  const details = getEventIteratorSchemaDetails(schema)
  if (details === undefined) return undefined
  return { yields: details.yields, ...(details.returns && { returns: details.returns }) }
}

/** Both JSON Schemas of one half as text: equal where the wire is. */
export function fingerprint(schema: AnySchema | undefined): string {
  return wireText([describeSchema(schema, 'input'), describeSchema(schema, 'output')])
}

/** Whether a change of the schema could go unseen, since it does not describe itself or not all of itself. */
export function isOpaque(schema: AnySchema | undefined): boolean {
  return fingerprint(schema).includes('"x-opaque":true')
}
