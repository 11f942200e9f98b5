import { type StandardOpenAPIJsonSerialized, StandardOpenAPIJsonSerializer } from '@orpc/openapi-client/standard'
import { isPlain } from '../engine/fresh.js'

/**
 * Writes what oRPC's serializer writes, and leaves what is JSON already as it is. oRPC copies all of it, in case there are dates or files
 * in it, which took more of a large call than converting and validating it.
 */
export class JsonSerializer extends StandardOpenAPIJsonSerializer {
  override serialize(data: unknown, hasBlob?: { value: boolean }): StandardOpenAPIJsonSerialized {
    return isJson(data) ? [data, false] : super.serialize(data, hasBlob)
  }
}

function isJson(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return isJsonScalar(value)
  if (Array.isArray(value)) return value.every((item) => item !== undefined && isJson(item))
  if (!isPlain(value)) return false
  // oRPC drops a key that would set the prototype of its copy
  for (const key in value) if (key === '__proto__' || !isJson(value[key])) return false
  return true
}

/** An absent field is as good as none. */
function isJsonScalar(value: unknown): boolean {
  return typeof value === 'string' || Number.isFinite(value) || typeof value === 'boolean' || value === null || value === undefined
}
