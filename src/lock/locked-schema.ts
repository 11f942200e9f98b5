import type { AnySchema } from '@orpc/contract'
import { isRecord } from '../engine/record.js'
import type { JsonSchema } from '../engine/schema.js'
import { compile } from '../diff/formula/compile.js'
import { holds } from '../diff/formula/holds.js'
import { jsonParty } from '../diff/parser/party.js'
import { type Document, openDocument } from '../diff/schema/document.js'
import { asList, asRecord } from '../diff/schema/json.js'

/** What no JSON Schema can run: its verdict would be a guess. */
const unrunnable = /"x-(refine|transform|opaque|type|catch)":/

/**
 * A schema that was frozen as JSON Schema, to be compared with one of zod: it drops the fields that it does not know, as the
 * zod schema did that it was made from. What zod would give out says of itself that it is closed; what zod takes is not.
 */
export function lockedSchema(locked: JsonSchema): AnySchema {
  const taken = opened(locked) as JsonSchema
  const document = openDocument(taken)
  const { parse } = jsonParty(taken)
  const isUnrunnable = unrunnable.test(JSON.stringify(locked))
  const validate = (value: unknown) => {
    if (isUnrunnable) throw new Error('the frozen schema has code that a JSON Schema cannot hold')
    const parsed = parse(value)
    if (parsed.kind === 'undecided') throw new Error(parsed.reason)
    return parsed.kind === 'refused' ? { issues: [{ message: parsed.reason }] } : { value: stripped(document, document.root, value) }
  }
  const jsonSchema = { input: () => taken, output: () => locked }
  return { '~standard': { version: 1, vendor: 'lock', validate, jsonSchema } } as AnySchema
}

/** The schema without the words that close an object: those are of zod's output alone. */
function opened(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(opened)
  if (!isRecord(schema)) return schema
  const isClosed = isRecord(schema['properties']) && schema['additionalProperties'] === false
  const entries = Object.entries(schema).filter(([keyword]) => !(isClosed && keyword === 'additionalProperties'))
  return Object.fromEntries(entries.map(([keyword, value]) => [keyword, keyword === 'const' || keyword === 'enum' ? value : opened(value)]))
}

/** A valid value without the fields that its schema does not know. */
function stripped(document: Document, schema: unknown, value: unknown): unknown {
  const { $ref, properties, additionalProperties, items, anyOf, oneOf, allOf } = asRecord(schema)
  if (typeof $ref === 'string') return stripped(document, document.resolve($ref)?.schema, value)
  if (Array.isArray(anyOf ?? oneOf)) return stripped(document, branchFor(document, asList(anyOf ?? oneOf), value), value)
  if (Array.isArray(allOf)) return Object.assign({}, ...allOf.map((part) => stripped(document, part, value)))
  if (Array.isArray(value)) return value.map((item) => stripped(document, items, item))
  if (!isRecord(value) || !(isRecord(properties) || isRecord(additionalProperties))) return value
  const schemaOf = (key: string) => (Object.hasOwn(asRecord(properties), key) ? asRecord(properties)[key] : additionalProperties)
  return Object.fromEntries(Object.entries(value).flatMap(([key, field]) => {
    const own = schemaOf(key)
    return own === undefined || own === false ? [] : [[key, stripped(document, own, field)]]
  }))
}

const branchFor = (document: Document, branches: readonly unknown[], value: unknown): unknown =>
  branches.find((branch) => holds(compile(branch, '', { document, role: 'takes', by: 'accepted', zod: true, mode: 'input', relaxed: new Set() }), value) !== false)
