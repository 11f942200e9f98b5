import { isRecord } from '../../engine/record.js'
import type { Document } from '../schema/document.js'
import { asList, asRecord, token } from '../schema/json.js'

/** The schema of the value at a path, as far as the path can be followed without choosing between alternatives. */
export function schemaPointerAt(document: Document, path: readonly string[]): string {
  let [schema, pointer] = followed(document, document.root, '')
  for (const key of path) {
    const next = step(schema, pointer, key)
    if (next === undefined) return pointer
    ;[schema, pointer] = followed(document, ...next)
  }
  return pointer
}

function followed(document: Document, schema: unknown, pointer: string): [unknown, string] {
  const { $ref } = asRecord(schema)
  const target = typeof $ref === 'string' ? document.resolve($ref) : undefined
  return target === undefined ? [schema, pointer] : [target.schema, target.pointer]
}

function step(schema: unknown, pointer: string, key: string): [unknown, string] | undefined {
  if (!isRecord(schema)) return undefined
  const named = asRecord(schema['properties'])
  if (Object.hasOwn(named, key)) return [named[key], `${pointer}/properties${token(key)}`]
  const prefix = asList(schema['prefixItems'])
  if (/^\d+$/.test(key) && Number(key) < prefix.length) return [prefix[Number(key)], `${pointer}/prefixItems/${key}`]
  if (/^\d+$/.test(key) && isRecord(schema['items'])) return [schema['items'], `${pointer}/items`]
  return isRecord(schema['additionalProperties']) ? [schema['additionalProperties'], `${pointer}/additionalProperties`] : undefined
}
