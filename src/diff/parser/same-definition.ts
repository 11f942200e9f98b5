import type { AnySchema } from '@orpc/contract'

interface ZodLike {
  readonly _zod: { readonly def: object }
  readonly meta?: () => unknown
}

/**
 * Whether two zod schemas are defined alike, words for people and all: a quick look that spares making JSON Schemas of what
 * did not change. `false` where it cannot tell.
 */
export const isSameDefinition = (one: AnySchema | undefined, other: AnySchema | undefined): boolean => alike(one, other, new Map())

type Seen = Map<object, object>

function alike(one: unknown, other: unknown, seen: Seen): boolean {
  if (Object.is(one, other)) return true
  if (typeof one === 'function' && typeof other === 'function') return alikeFunctions(one, other, seen)
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (seen.get(one) === other) return true
  seen.set(one, other)
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false
  if (one instanceof RegExp || one instanceof Date) return String(one) === String(other)
  if (one instanceof Set && other instanceof Set) return alike([...one], [...other], seen)
  if (one instanceof Map && other instanceof Map) return alike([...one], [...other], seen)
  if (isZod(one) && isZod(other)) return isSameSchema(one, other, seen)
  return isPlain(one) && alikeFields(one, other, seen)
}

function alikeFunctions(one: object, other: object, seen: Seen): boolean {
  if (isZod(one) && isZod(other)) return isSameSchema(one, other, seen)
  return String(one) === String(other) && isClosed(String(one))
}

/** Whether a function is a short arrow that reads nothing but its parameter: two with one text cannot differ. */
function isClosed(text: string): boolean {
  const [, name, body] = /^\(?(\w+)\)?\s*=>([^]*)$/.exec(text) ?? []
  // what may be a comment, a text in a pattern or the reverse is not taken apart
  if (body === undefined || body.includes('`') || (body.includes('/') && /['"]/.test(body))) return false
  const names = withoutLiterals(body).match(/[A-Za-z_$][\w$]*/g) ?? []
  return names.every((used) => used === name || harmless.has(used))
}

/** Without texts, patterns and the names of properties; a slash behind a value divides, and three dots are no property. */
const withoutLiterals = (body: string) =>
  body.replaceAll(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, '').replaceAll(/(^|[(,=:!&|?{};])\s*\/(?![*/])(?:[^/\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/[a-z]*/g, '$1').replaceAll(/(?<!\.)\.\s*\w+/g, '')

const harmless = new Set(['true', 'false', 'null', 'undefined', 'typeof', 'Number', 'String', 'Boolean', 'Date', 'Math', 'Array', 'Object', 'JSON'])

const isZod = (value: object): value is ZodLike => '_zod' in value

/** A plain object or list; what a class hides cannot be compared. */
const isPlain = (value: object) => Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null

function isSameSchema(one: ZodLike, other: ZodLike, seen: Seen): boolean {
  return isSameMeta(one.meta?.(), other.meta?.()) && alikeFields(one._zod.def, other._zod.def, seen)
}

function isSameMeta(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}

/** A recursive schema is behind a getter, which gives the schema at once. */
const read = (holder: object, key: string): unknown => {
  const value = (holder as Readonly<Record<string, unknown>>)[key]
  return key === 'getter' && typeof value === 'function' ? value() : value
}

function alikeFields(one: object, other: object, seen: Seen): boolean {
  const keys = Object.keys(one)
  return keys.length === Object.keys(other).length && keys.every((key) => key in other && alike(read(one, key), read(other, key), seen))
}
