import { isRecord } from '../../engine/record.js'
import { compile, compileKeyword } from '../formula/compile.js'
import { fieldAt, isNothing } from '../formula/formula.js'
import { holds } from '../formula/holds.js'
import { matches } from '../formula/matches.js'
import { conditionId, type Reading, wholeId } from '../formula/reading.js'
import { asList, asRecord, token } from '../schema/json.js'

/** The condition that a value fails. */
export interface Culprit {
  /** Of the condition in its schema, such as `/properties/name/minLength`. */
  readonly pointer: string
  /** Of a condition on several fields: the one that it is about. */
  readonly key?: string
  /** Where in the value. */
  readonly instance: string
  /** The schema as a whole: what it demands here is beyond its words. */
  readonly isWhole?: true
}

/**
 * Every condition that a value fails, or with `undefined` that only a parser can decide; in a union those of the member that
 * was meant.
 */
export function explain(
  schema: unknown,
  pointer: string,
  value: unknown,
  instance: string,
  reading: Reading,
  seen: ReadonlySet<string> = new Set(),
  wanted: false | undefined = false,
): readonly Culprit[] {
  if (!isRecord(schema)) return schema === false && !reading.relaxed.has(pointer) ? [{ pointer, instance }] : []
  if (holds(compile(schema, pointer, reading), value) !== wanted) return []
  const found = Object.keys(schema).flatMap((keyword) => explainKeyword({ schema, keyword, pointer, value, instance, reading, seen, wanted }))
  if (found.length > 0 || schema['$ref'] !== undefined) return found
  return [{ pointer, instance, isWhole: true }]
}

interface Failing {
  readonly schema: Readonly<Record<string, unknown>>
  readonly keyword: string
  readonly pointer: string
  readonly value: unknown
  readonly instance: string
  readonly reading: Reading
  /** References that were followed on this very value. */
  readonly seen: ReadonlySet<string>
  readonly wanted: false | undefined
}

function explainKeyword(failing: Failing): readonly Culprit[] {
  const { schema, keyword, pointer, value, instance, reading, seen, wanted } = failing
  if (holds(compileKeyword(schema, keyword, pointer, reading), value) !== wanted) return []
  const here = pointer + token(keyword)
  const go = (child: unknown, at: string, part = value, where = instance) => explain(child, at, part, where, reading, seen, wanted)
  if (keyword === '$ref') return viaReference(failing)
  if (isRecord(value) && objectKeywords.has(keyword)) return inFields(failing, value)
  if (Array.isArray(value) && arrayKeywords.has(keyword)) return inItems(failing, value)
  if (keyword === 'allOf') return asList(schema['allOf']).flatMap((part, index) => go(part, `${here}/${index}`))
  if (keyword === 'anyOf' || keyword === 'oneOf') return inUnion(failing)
  if (keyword === 'required' || keyword === 'dependentRequired') return missing(failing)
  if (keyword === 'if') return ['then', 'else'].flatMap((branch) => go(schema[branch], pointer + token(branch)))
  return [{ pointer: here, instance }]
}

const objectKeywords = new Set(['properties', 'patternProperties', 'additionalProperties'])
const arrayKeywords = new Set(['prefixItems', 'items'])

function viaReference({ schema, value, instance, reading, seen, wanted }: Failing): readonly Culprit[] {
  const target = reading.document.resolve(String(schema['$ref']))
  if (target === undefined || seen.has(target.pointer)) return []
  return explain(target.schema, target.pointer, value, instance, reading, new Set(seen).add(target.pointer), wanted)
}

function inFields({ schema, pointer, instance, reading, wanted }: Failing, value: Readonly<Record<string, unknown>>): readonly Culprit[] {
  const { additionalProperties, ...spoken } = schema
  const group = compileKeyword(schema, [...objectKeywords].find((keyword) => keyword in schema)!, pointer, reading)
  if (group.kind !== 'fields') return []
  return Object.entries(value).flatMap(([key, field]) => {
    if (holds(fieldAt(group, key, matches), field) !== wanted) return []
    const at = (keyword: string, name: string, child: unknown) => explain(child, `${pointer}/${keyword}${token(name)}`, field, instance + token(key), reading, undefined, wanted)
    const named = asRecord(spoken['properties'])
    const patterns = Object.entries(asRecord(spoken['patternProperties'])).filter(([source]) => matches(source, key) === true)
    const isNamed = Object.hasOwn(named, key)
    if (isNamed || patterns.length > 0) return [...(isNamed ? at('properties', key, named[key]) : []), ...patterns.flatMap(([source, child]) => at('patternProperties', source, child))]
    const extra = `${pointer}/additionalProperties`
    return isNothing(group.rest) ? [{ pointer: extra, key, instance: instance + token(key) }] : explain(additionalProperties, extra, field, instance + token(key), reading, undefined, wanted)
  })
}

function inItems({ schema, pointer, instance, reading, wanted }: Failing, value: readonly unknown[]): readonly Culprit[] {
  const prefix = asList(schema['prefixItems'])
  return value.flatMap((item, index) => {
    const [child, at] = index < prefix.length ? [prefix[index], `${pointer}/prefixItems/${index}`] : [schema['items'] ?? true, `${pointer}/items`]
    return explain(child, at, item, `${instance}/${index}`, reading, undefined, wanted)
  })
}

/** If one member is of the value's kind, what it fails there; otherwise that no member fits. */
function inUnion({ schema, keyword, pointer, value, instance, reading, seen, wanted }: Failing): readonly Culprit[] {
  const here = pointer + token(keyword)
  const members = asList(schema[keyword]).map((member, index) => ({ member, at: `${here}/${index}` }))
  const meant = members.filter(({ member, at }) => isMeant(member, at, value, reading))
  if (meant.length !== 1) return [{ pointer: here, instance }]
  const found = explain(meant[0]!.member, meant[0]!.at, value, instance, reading, seen, wanted)
  return found.length > 0 ? found : [{ pointer: here, instance }]
}

/** Whether a value has the type and the tags of a union's member. */
function isMeant(member: unknown, pointer: string, value: unknown, reading: Reading, hops = 8): boolean {
  const schema = asRecord(member)
  const target = typeof schema['$ref'] === 'string' ? reading.document.resolve(schema['$ref']) : undefined
  if (target !== undefined) return hops > 0 && isMeant(target.schema, target.pointer, value, reading, hops - 1)
  const own = ['type', 'const', 'enum'].every((keyword) => !(keyword in schema) || holds(compileKeyword(schema, keyword, pointer, reading), value) === true)
  const tags = Object.entries(asRecord(schema['properties'])).filter(([, field]) => 'const' in asRecord(field))
  const data = asRecord(value)
  return own && tags.every(([key, field]) => Object.hasOwn(data, key) && holds(compile(field, `${pointer}/properties${token(key)}`, reading), data[key]) === true)
}

function missing({ schema, keyword, pointer, value, instance, reading }: Failing): readonly Culprit[] {
  const here = pointer + token(keyword)
  const data = asRecord(value)
  const keys = keyword === 'required'
    ? asList(schema['required']).map(String).filter((key) => !Object.hasOwn(data, key))
    : Object.entries(asRecord(schema['dependentRequired'])).filter(([key, needed]) => Object.hasOwn(data, key) && asList(needed).some((one) => !Object.hasOwn(data, String(one)))).map(([key]) => key)
  return keys.filter((key) => !reading.relaxed.has(conditionId(here, key))).map((key) => ({ pointer: here, key, instance }))
}

/** How a reading leaves a culprit out. */
export const idOf = ({ pointer, key, isWhole }: Culprit) => (isWhole ? wholeId(pointer) : conditionId(pointer, key))
