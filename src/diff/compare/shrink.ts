import { isRecord } from '../../engine/record.js'

/** A smaller value that still holds: fields and items are left out as long as it does. */
export function shrink(value: unknown, stillHolds: (value: unknown) => boolean, tries = 200): unknown {
  let smallest = value
  let left = tries
  let isSmaller = true
  while (isSmaller) {
    isSmaller = false
    for (const candidate of smaller(smallest)) {
      if (left-- <= 0) return smallest
      if (!stillHolds(candidate)) continue
      smallest = candidate
      isSmaller = true
      break
    }
  }
  return smallest
}

/** The value without one of its parts, or with one part smaller. */
function* smaller(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const index of value.keys()) yield value.toSpliced(index, 1)
    for (const [index, item] of value.entries()) for (const less of smaller(item)) yield value.with(index, less)
  } else if (isRecord(value)) {
    for (const key of Object.keys(value)) yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== key))
    for (const [key, field] of Object.entries(value)) for (const less of smaller(field)) yield { ...value, [key]: less }
  } else if (typeof value === 'string' && value.length > 1) {
    yield value.slice(0, Math.floor(value.length / 2))
    yield value.slice(1)
  }
}
