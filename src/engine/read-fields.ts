import { type Reader, UNSURE } from './reader.js'

/** A field as a schema of an object has it. */
export interface Field {
  readonly key: string
  readonly read: Reader
  readonly isOptional: boolean
}

/** Most values have their fields in the order of the schema: both are gone through at once. */
export function readFields(fields: readonly Field[], value: Readonly<Record<string, unknown>>, copies: boolean): unknown {
  let result: Record<string, unknown> | undefined = copies ? { ...value } : undefined
  let at = 0
  for (const key in value) {
    at = skipAbsent(fields, at, key, value)
    const field = fields[at]
    if (field?.key !== key || !isOwn.call(value, key)) return readUnordered(fields, value, copies)
    at += 1
    const before = value[key]
    const read = readField(field, before, copies)
    if (read === UNSURE) return UNSURE
    if (read === before) continue
    result ??= { ...value }
    result[key] = read
  }
  return skipAbsent(fields, at, undefined, value) === fields.length ? (result ?? value) : readUnordered(fields, value, copies)
}

/** Where the field of this key is, or the first that may not be passed over. A field may be there that no list of keys has. */
function skipAbsent(fields: readonly Field[], start: number, key: string | undefined, value: object): number {
  let at = start
  for (let field = fields[at]; field !== undefined && field.key !== key && field.isOptional && !(field.key in value); field = fields[at]) at += 1
  return at
}

function readUnordered(fields: readonly Field[], value: Readonly<Record<string, unknown>>, copies: boolean): unknown {
  let result: Record<string, unknown> | undefined = copies ? { ...value } : undefined
  let unread = Object.keys(value).length
  for (const field of fields) {
    const { key, isOptional } = field
    if (isOptional && !(key in value)) continue
    const before = value[key]
    const read = isListed.call(value, key) ? readField(field, before, copies) : UNSURE
    if (read === UNSURE) return UNSURE
    unread -= 1
    if (read === before) continue
    result ??= { ...value }
    result[key] = read
  }
  // a key that the schema does not know is its own to drop or to refuse
  return unread === 0 ? (result ?? value) : UNSURE
}

const readField = ({ read, isOptional }: Field, value: unknown, copies: boolean): unknown =>
  value === undefined && !isOptional ? UNSURE : read(value, copies)

const { hasOwnProperty: isOwn, propertyIsEnumerable: isListed } = Object.prototype
