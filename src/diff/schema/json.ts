import { isRecord } from '../../engine/record.js'

/** The six types of a JSON value; an integer is a number. */
export type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object'

export const jsonTypes: readonly JsonType[] = ['null', 'boolean', 'number', 'string', 'array', 'object']

export function typeOf(value: unknown): JsonType {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value as JsonType
}

/** JSON text with sorted keys: equal where the values are, as JSON Schema compares them. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  // `1e400` is read as infinite, which JSON has no word for
  if (typeof value === 'number') return String(value)
  if (!isRecord(value)) return JSON.stringify(value) ?? 'undefined'
  const entries = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
  return `{${entries.join(',')}}`
}

export const isSame = (one: unknown, other: unknown): boolean => one === other || canonical(one) === canonical(other)

/** One step of a JSON pointer (RFC 6901). */
export const token = (key: string | number) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`

export const tokensOf = (pointer: string): readonly string[] =>
  pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))

/** What stands at a JSON pointer; `undefined` where nothing does. */
export function at(root: unknown, pointer: string): unknown {
  return tokensOf(pointer).reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)]
    return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined
  }, root)
}

export const asRecord = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {})
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The number of characters as JSON Schema counts them: code points. */
export const lengthOf = (text: string) => {
  let length = 0
  for (const _character of text) length++
  return length
}
