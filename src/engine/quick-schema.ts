import type { AnySchema } from '@orpc/contract'
import { isPlain } from './fresh.js'
import { keep } from './keep.js'
import { type Reader, UNSURE } from './reader.js'
import { readFields } from './read-fields.js'
import { isRecord } from './record.js'
import { hasOnlyLimits, isBare, isZod, isZodsOwn, mayBeAbsent, type ZodSchema } from './zod-schema.js'

const kept = { copying: new WeakMap<AnySchema, AnySchema>(), sharing: new WeakMap<AnySchema, AnySchema>() }

/**
 * A schema with the same results, several times faster on values that are valid: parsing is what a conversion costs most. Lists,
 * objects and records are read here, everything else by their schemas; what looks invalid or has more than the schema knows is
 * given to the whole schema. What parsing would not change is given back itself, or copied as parsing does where `copies` says so.
 */
export function quickSchema(schema: AnySchema, copies = false): AnySchema {
  // what inherits from a schema of zod's may validate in a way of its own
  return keep(copies ? kept.copying : kept.sharing, schema, () => (isZod(schema) && Object.hasOwn(schema, '_zod') ? quickened(schema, copies) : schema))
}

function quickened(schema: ZodSchema, copies: boolean): AnySchema {
  const own = schema['~standard']
  let read: Reader | undefined
  const validate = (value: unknown) => {
    const result = (read ??= readerOf(schema))(value, copies)
    return result === UNSURE ? own.validate(value) : { value: result }
  }
  return { '~standard': { ...own, validate } }
}

const made = new WeakMap<ZodSchema, Reader>()

/** Made when it is first used, since what a schema contains may not be there before. It may contain itself: that is asked for again. */
function readerOf(schema: ZodSchema): Reader {
  const known = made.get(schema)
  if (known !== undefined) return known
  made.set(schema, (value, copies) => readerOf(schema)(value, copies))
  try {
    const reader = makeReader(schema)
    made.set(schema, reader)
    return reader
  } catch (error) {
    made.delete(schema)
    throw error
  }
}

function makeReader(schema: ZodSchema): Reader {
  const { type } = schema._zod.def
  const isKnown = isBare(schema, type) || (type === 'array' && hasOnlyLimits(schema))
  return (isKnown ? readers[type]?.(schema) : undefined) ?? asSchemaDoes(schema)
}

function asSchemaDoes(schema: ZodSchema): Reader {
  // the whole may be parsed again
  if (!isZodsOwn(schema)) return () => UNSURE
  return (value) => {
    const result = schema['~standard'].validate(value)
    if (!(result instanceof Promise)) return result.issues ? UNSURE : result.value
    // the whole is parsed again, and waits for it
    result.catch(() => {})
    return UNSURE
  }
}

/** One a type of zod's; none where only zod knows. */
const readers: Readonly<Record<string, (schema: ZodSchema) => Reader | undefined>> = {
  string: () => (value) => (typeof value === 'string' ? value : UNSURE),
  number: () => (value) => (Number.isFinite(value) ? value : UNSURE),
  boolean: () => (value) => (typeof value === 'boolean' ? value : UNSURE),
  unknown: () => (value) => value,
  literal: oneOf,
  enum: oneOf,
  optional: optionalReader,
  array: arrayReader,
  object: objectReader,
  record: recordReader,
  union: unionReader,
}

function oneOf({ _zod: { values } }: ZodSchema): Reader | undefined {
  return values && ((value) => (values.has(value) ? value : UNSURE))
}

function optionalReader(schema: ZodSchema): Reader | undefined {
  const { innerType } = schema._zod.def
  if (innerType === undefined || !mayBeAbsent(schema)) return undefined
  const read = readerOf(innerType)
  return (value, copies) => (value === undefined ? undefined : read(value, copies))
}

function arrayReader({ _zod: { def: { element, checks = [] } } }: ZodSchema): Reader | undefined {
  if (element === undefined) return undefined
  const read = readerOf(element)
  const limits = checks.map(({ _zod }) => _zod.def)
  const fits = (length: number) => limits.every(({ minimum = 0, maximum = Infinity }) => minimum <= length && length <= maximum)
  return (value, copies) => (Array.isArray(value) && fits(value.length) ? readItems(read, value, copies) : UNSURE)
}

function readItems(read: Reader, value: readonly unknown[], copies: boolean): unknown {
  let result: unknown[] | undefined = copies ? [...value] : undefined
  for (let index = 0; index < value.length; index += 1) {
    const item = read(value[index], copies)
    if (item === UNSURE) return UNSURE
    if (item === value[index]) continue
    result ??= [...value]
    result[index] = item
  }
  return result ?? value
}

function objectReader({ _zod: { def: { shape = {}, catchall } } }: ZodSchema): Reader | undefined {
  const isInherited = (key: string) => key in Object.prototype
  if (catchall !== undefined || Object.keys(shape).some(isInherited)) return undefined
  const fields = Object.entries(shape).map(([key, field]) => ({ key, read: readerOf(field), isOptional: mayBeAbsent(field) }))
  return (value, copies) => (isPlain(value) ? readFields(fields, value, copies) : UNSURE)
}

/** Free-form JSON; zod drops a key named `__proto__`. */
function recordReader({ _zod: { def: { keyType, valueType } } }: ZodSchema): Reader | undefined {
  if (!isBare(keyType, 'string') || !isBare(valueType, 'unknown')) return undefined
  return (value, copies) => {
    if (!isPlain(value) || Object.hasOwn(value, '__proto__')) return UNSURE
    return copies ? { ...value } : value
  }
}

/** A union whose members can be told apart without parsing: by one field, or by what `typeof` says. */
function unionReader({ _zod: { def: { discriminator, options = [] } } }: ZodSchema): Reader | undefined {
  const tagged = options.flatMap((option) => tagsOf(option, discriminator).map((tag) => [tag, readerOf(option)] as const))
  const members = new Map(tagged)
  if (members.size < Math.max(tagged.length, options.length)) return undefined
  return (value, copies) => {
    const read = members.get(discriminator === undefined ? typeof value : isRecord(value) ? value[discriminator] : UNSURE)
    return read === undefined ? UNSURE : read(value, copies)
  }
}

/** `typeof` of whatever a type of zod's takes. */
const kinds: Readonly<Record<string, string>> = { string: 'string', number: 'number', boolean: 'boolean', object: 'object', record: 'object' }

function tagsOf({ _zod: { def, propValues } }: ZodSchema, discriminator: string | undefined): readonly unknown[] {
  if (discriminator !== undefined) return [...(propValues?.[discriminator] ?? [])]
  // what is coerced takes any
  return [def.coerce ? undefined : kinds[def.type]].filter((kind) => kind !== undefined)
}
