import { isRecord } from '../../engine/record.js'

/** A value as oRPC's OpenAPI serializer writes it: dates and URLs as text, sets and maps as lists, nothing for `undefined`. */
export function toWire(value: unknown): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value instanceof Set) return [...value].map(toWire)
  if (value instanceof Map) return [...value.entries()].map(toWire)
  if (value instanceof URL || value instanceof RegExp || typeof value === 'bigint') return String(value)
  if (typeof value === 'number' && Number.isNaN(value)) return null
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : toWire(item)))
  if (!isRecord(value)) return value
  const entries = Object.entries(value).filter(([, field]) => field !== undefined)
  return Object.fromEntries(entries.map(([key, field]) => [key, toWire(field)]))
}
