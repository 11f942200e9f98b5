import { isRecord } from './record.js'
import type { JsonSchema, SchemaMode } from './schema.js'
import { wireText } from './wire-text.js'

/** Paths of the optional fields that `newer` adds to `older`, such as `runners[].label`; `undefined` where anything else differs. */
export function addedFields(older: unknown, newer: unknown, mode: SchemaMode, path = ''): readonly string[] | undefined {
  if (wireText(older) === wireText(newer)) return []
  if (!isRecord(older) || !isRecord(newer)) return undefined
  const { properties: before, required: needed, items, ...rest } = older
  const { properties: after, required: needs, items: newItems, ...newRest } = newer
  if (wireText(rest) !== wireText(newRest)) return undefined
  const inItems = wireText(items) === wireText(newItems) ? [] : addedFields(items, newItems, mode, `${path}[]`)
  const inFields = addedProperties(asRecord(before), asRecord(after), mode, path)
  if (inItems === undefined || inFields === undefined) return undefined
  if (isClosed(rest, mode) && Object.keys(asRecord(after)).some((key) => !Object.hasOwn(asRecord(before), key))) return undefined
  return sameRequired(asList(needed), asList(needs), asRecord(before), mode) ? [...inFields, ...inItems] : undefined
}

/** Where an object says what becomes of unknown fields, an older peer refuses a new one or may send it as anything. */
const isClosed = (rest: JsonSchema, mode: SchemaMode) => mode === 'input' && Object.hasOwn(rest, 'additionalProperties')

function addedProperties(before: JsonSchema, after: JsonSchema, mode: SchemaMode, path: string): readonly string[] | undefined {
  if (Object.keys(before).some((key) => !Object.hasOwn(after, key))) return undefined
  const below = (key: string) => (path === '' ? key : `${path}.${key}`)
  const found = Object.keys(after).map((key) =>
    Object.hasOwn(before, key) ? addedFields(before[key], after[key], mode, below(key)) : [below(key)],
  )
  return found.includes(undefined) ? undefined : found.flatMap((paths) => paths ?? [])
}

/** A field with a default is optional coming in and required going out: only there may an added field be required. */
function sameRequired(needed: readonly unknown[], needs: readonly unknown[], before: JsonSchema, mode: SchemaMode): boolean {
  const added = needs.filter((key) => !needed.includes(key))
  return (
    needed.every((key) => needs.includes(key)) &&
    added.every((key) => mode === 'output' && !Object.hasOwn(before, String(key)))
  )
}

const asRecord = (value: unknown): JsonSchema => (isRecord(value) ? value : {})
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
