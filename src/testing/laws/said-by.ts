import { isRecord } from '../../engine/record.js'

/** Every scalar in some values, so that it can be told what somebody may have taken from them. */
export function saidBy(...values: readonly unknown[]): ReadonlySet<unknown> {
  const said = new Set<unknown>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (isRecord(value)) return Object.values(value).forEach(visit)
    said.add(value)
  }
  values.forEach(visit)
  return said
}
