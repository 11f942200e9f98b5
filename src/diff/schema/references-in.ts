import { isRecord } from '../../engine/record.js'

/** Keywords that hold data: a `$ref` in there is none. */
const data = new Set(['const', 'enum', 'default', 'example', 'examples'])

/** Keywords that hold schemas by name: what is called `default` in there is a schema. */
const named = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'])

/** Every `$ref` in a schema, also in those that it has only to be referred to. */
export function referencesIn(value: unknown, areNames = false): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => referencesIn(item))
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, child]) => {
    if (areNames) return referencesIn(child)
    if (data.has(key)) return []
    return (key === '$ref' || key === '$dynamicRef') && typeof child === 'string' ? [child] : referencesIn(child, named.has(key))
  })
}
