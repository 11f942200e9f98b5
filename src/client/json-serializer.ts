import { type StandardOpenAPIJsonSerialized, StandardOpenAPIJsonSerializer } from '@orpc/openapi-client/standard'

/**
 * Writes what oRPC's serializer writes, and leaves a value that is all JSON as it is. oRPC copies it, in case there are dates or files
 * in it, which took more of a large call than converting and validating it.
 */
export class JsonSerializer extends StandardOpenAPIJsonSerializer {
  override serialize(data: unknown, hasBlob?: { value: boolean }): StandardOpenAPIJsonSerialized {
    // oRPC asks for the parts of a value with `hasBlob`: the whole has been looked at then
    return hasBlob === undefined && isJson(data) ? [data, false] : super.serialize(data, hasBlob)
  }
}

function isJson(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return isJsonScalar(value)
  // `JSON.stringify` would ask it, where oRPC's copy has none
  if ('toJSON' in value) return false
  if (Array.isArray(value)) return value.every((item) => item !== undefined && isJson(item))
  if (Object.getPrototypeOf(value) !== Object.prototype) return false
  // oRPC drops a key that would set the prototype of its copy
  for (const key in value) if (key === '__proto__' || !isJson((value as Readonly<Record<string, unknown>>)[key])) return false
  return true
}

/** An absent field is as good as none. */
function isJsonScalar(value: unknown): boolean {
  return typeof value === 'string' || Number.isFinite(value) || typeof value === 'boolean' || value === null || value === undefined
}
