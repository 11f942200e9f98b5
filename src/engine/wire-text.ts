import { isRecord } from './record.js'

/** Keywords for people: they change nothing on the wire. */
const prose = new Set(['title', 'description', 'examples', 'deprecated', 'readOnly', '$comment'])

/** Keywords that hold schemas by name: a property called `title` is no prose. */
const named = new Set(['properties', 'patternProperties', '$defs', 'dependentSchemas'])

/** Keywords that hold data: a `title` in there is no prose either. */
const data = new Set(['default', 'const', 'enum'])

/** Keywords whose order says nothing. */
const unordered = new Set(['required', 'enum', 'type'])

/** A JSON Schema as text without its prose and its order: equal where the wire is. */
export function wireText(schema: unknown): string {
  return JSON.stringify(wireOnly(schema)) ?? ''
}

function wireOnly(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(wireOnly)
  if (!isRecord(schema)) return schema
  const spoken = Object.entries(schema).filter(([keyword]) => !prose.has(keyword))
  return sorted(spoken.map(([keyword, value]) => [keyword, meaning(keyword, value)]))
}

function meaning(keyword: string, value: unknown): unknown {
  if (unordered.has(keyword) && Array.isArray(value)) return value.map((item) => JSON.stringify(inOrder(item))).sort()
  if (data.has(keyword)) return inOrder(value)
  if (!named.has(keyword) || !isRecord(value)) return wireOnly(value)
  return sorted(Object.entries(value).map(([name, schema]) => [name, wireOnly(schema)]))
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  return isRecord(value) ? sorted(Object.entries(value).map(([key, item]) => [key, inOrder(item)])) : value
}

const sorted = (entries: readonly (readonly [string, unknown])[]) =>
  Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
