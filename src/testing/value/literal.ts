import { isPlain } from '../../engine/fresh.js'

/** A string this long is written as a repetition where it is one. */
const LONG = 80

/** A value as TypeScript that can be pasted into a test: dates as dates, keys named `__proto__` as own keys. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (isPlain(value)) return objectLiteral(value)
  if (value instanceof Date) return `new Date(${Number.isNaN(value.getTime()) ? 'NaN' : `'${value.toISOString()}'`})`
  if (typeof value === 'string') return stringLiteral(value)
  if (Object.is(value, -0)) return '-0'
  return typeof value === 'bigint' ? `${value}n` : String(value)
}

function objectLiteral(value: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(value).map(([key, item]) => `${keyLiteral(key)}: ${literal(item)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

function keyLiteral(key: string): string {
  if (key === '__proto__') return "['__proto__']"
  return /^[a-z_$][\w$]*$/i.test(key) ? key : stringLiteral(key)
}

function stringLiteral(value: string): string {
  const [unit = ''] = value
  if (value.length > LONG && unit.repeat(value.length / unit.length) === value) return `${stringLiteral(unit)}.repeat(${value.length / unit.length})`
  const text = JSON.stringify(value).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return `'${text.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}
