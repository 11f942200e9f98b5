/**
 * A copy that shares nothing with the original that somebody could change. Schemas pass what they do not look into by reference:
 * free-form JSON would otherwise belong to both sides of a conversion. What is of a class of its own, such as a Blob, stays.
 */
export function fresh(value: unknown): unknown {
  if (typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(fresh)
  if (value instanceof Date) return new Date(value)
  if (!isPlain(value)) return value
  // a key named __proto__ is the copy's own from here on, so that it can be assigned like any other
  const copy: Record<string, unknown> = { ...value }
  for (const key in copy) if (typeof copy[key] === 'object') copy[key] = fresh(copy[key])
  return copy
}

/** Whether a value is an object that JSON could be: none of a class such as Date or Blob. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
