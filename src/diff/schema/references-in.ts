import { isRecord } from '../../engine/record.js'
import { isData, isNamed } from './keyword-kinds.js'

/** Every `$ref` in a schema, also in those that it has only to be referred to. */
export function referencesIn(value: unknown, areNames = false): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => referencesIn(item))
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, child]) => {
    if (areNames) return referencesIn(child)
    if (isData(key)) return []
    return key === '$ref' && typeof child === 'string' ? [child] : referencesIn(child, isNamed(key))
  })
}
