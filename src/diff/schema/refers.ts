const known = new WeakMap<object, boolean>()

/** Whether a schema refers to another place. */
export function refers(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false
  const before = known.get(schema)
  if (before !== undefined) return before
  const found = '$ref' in schema || '$dynamicRef' in schema || '$recursiveRef' in schema || Object.values(schema).some(refers)
  known.set(schema, found)
  return found
}
