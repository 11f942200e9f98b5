import { asList, asRecord, canonical, jsonTypes, type JsonType, token } from '../schema/json.js'
import { all, any, anything, bound, type Counted, count, enumOf, type Formula, multiple, names, not, nothing, opaque, pattern, required, type, unique } from './formula.js'
import { conditionId, type Reading } from './reading.js'
import { mayBeAbsent } from './zod-words.js'

interface Spoken {
  readonly schema: Readonly<Record<string, unknown>>
  readonly value: unknown
  readonly pointer: string
  readonly reading: Reading
  readonly compile: (schema: unknown, pointer: string, reading: Reading) => Formula
}

const limit = (on: Counted, side: 'min' | 'max', open = false) => ({ value }: Spoken) =>
  typeof value === 'number' ? bound(on, side, value, open) : anything

const each = ({ value, pointer, reading, compile }: Spoken) =>
  asList(value).map((part, index) => compile(part, `${pointer}/${index}`, reading))

function typed(name: unknown): Formula {
  if (name === 'integer') return all(type('number'), multiple(1))
  return jsonTypes.includes(name as JsonType) ? type(name as JsonType) : anything
}

/** Every keyword of 2020-12 that asserts by itself. */
export const keywords: Readonly<Record<string, (spoken: Spoken) => Formula>> = {
  type: ({ value }) => any(...[value].flat().map(typed)),
  enum: ({ value }) => enumOf(asList(value)),
  const: ({ value }) => enumOf([value]),
  minimum: limit('value', 'min'),
  maximum: limit('value', 'max'),
  exclusiveMinimum: limit('value', 'min', true),
  exclusiveMaximum: limit('value', 'max', true),
  multipleOf: ({ value, reading }) => (typeof value === 'number' && value > 0 ? multiple(value, reading.zod) : anything),
  minLength: limit('length', 'min'),
  maxLength: limit('length', 'max'),
  pattern: ({ value, schema, reading }) => pattern(String(value), reading.zod ? String(schema['x-flags'] ?? '') : 'u'),
  minItems: limit('items', 'min'),
  maxItems: limit('items', 'max'),
  uniqueItems: ({ value }) => (value === true ? unique : anything),
  contains,
  minProperties: limit('keys', 'min'),
  maxProperties: limit('keys', 'max'),
  propertyNames: ({ value, pointer, reading, compile }) => names(all(compile(value, pointer, reading))),
  required: ({ schema, value, pointer, reading }) => {
    const isOptional = (key: string) => reading.relaxed.has(conditionId(pointer, key)) || mayBeAbsent(asRecord(asRecord(schema['properties'])[key]), reading)
    return all(...asList(value).map(String).filter((key) => !isOptional(key)).map(required))
  },
  dependentRequired,
  dependentSchemas,
  allOf: (spoken) => any(all(...each(spoken)), isMerged(spoken) ? opaque(`what is merged at ${spoken.pointer}`) : nothing),
  anyOf: (spoken) => (takesFirst(spoken.reading) ? firstOf(spoken) : any(...each(spoken))),
  oneOf: (spoken) => exactlyOne(each(spoken), areApart(asList(spoken.value))),
  not: ({ value, pointer, reading, compile }) => not(compile(value, pointer, reading)),
  if: condition,
  format: ({ value, schema, reading }) => formatOf(String(value), schema, reading),
}

/** What zod merges of two has fields that either alone would drop, and what they were made into. */
const isMerged = ({ value, reading }: Spoken) =>
  reading.zod && reading.role === 'sends' && (reading.mode === 'output' || reading.by === 'kept') && asList(value).some((part) => Object.keys(asRecord(part)).some((keyword) => !['pattern', 'x-flags', 'multipleOf'].includes(keyword)))

/** Of a union zod takes the first member that accepts, whatever it drops. */
const takesFirst = ({ zod, role, by }: Reading) => zod && role === 'takes' && by === 'kept'

function firstOf(spoken: Spoken): Formula {
  const kept = each(spoken)
  const accepted = each({ ...spoken, reading: { ...spoken.reading, by: 'accepted', relaxed: new Set() } })
  return any(...kept.map((part, index) => all(part, ...accepted.slice(0, index).map(not))))
}

function contains({ schema, value, pointer, reading, compile }: Spoken): Formula {
  const { minContains = 1, maxContains = Infinity } = schema
  return count(compile(value, pointer, reading), Number(minContains), Number(maxContains))
}

const implies = (key: string, then: Formula) => any(not(type('object')), not(required(key)), then)

function dependentRequired({ value, pointer, reading }: Spoken): Formula {
  const kept = Object.entries(asRecord(value)).filter(([key]) => !reading.relaxed.has(conditionId(pointer, key)))
  return all(...kept.map(([key, needed]) => implies(key, all(...asList(needed).map((other) => required(String(other)))))))
}

function dependentSchemas({ value, pointer, reading, compile }: Spoken): Formula {
  return all(...Object.entries(asRecord(value)).map(([key, schema]) => implies(key, compile(schema, pointer + token(key), reading))))
}

function condition({ schema, value, pointer, reading, compile }: Spoken): Formula {
  const when = compile(value, pointer, reading)
  const beside = (keyword: string) => compile(schema[keyword] ?? true, pointer.replace(/if$/, keyword), reading)
  return all(any(not(when), beside('then')), any(when, beside('else')))
}

/** Formats that zod checks by more than the pattern that it shows. */
const beyondPattern = new Set(['uri', 'ipv6', 'cidrv6', 'base64', 'base64url', 'jwt', 'json-string', 'binary'])

/** JSON Schema's formats are remarks; zod's are checks. */
function formatOf(name: string, schema: Readonly<Record<string, unknown>>, { zod, role }: Reading): Formula {
  const isShown = schema['pattern'] !== undefined && !beyondPattern.has(name)
  if (!zod || (role === 'takes' && isShown)) return anything
  return any(not(type('string')), opaque(`format ${name}`, Object.hasOwn(formatHints, name) ? formatHints[name] : []))
}

const formatHints: Readonly<Record<string, readonly string[]>> = {
  'date-time': ['2026-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z', '2026-01-01T00:00:00Z'],
  date: ['2026-01-01'],
  time: ['12:00:00'],
  email: ['a@b.co', "o'hara+tag@example.com"],
  uri: ['https://example.com', 'mailto:a@b.co', 'http://localhost:1'],
  uuid: ['00000000-0000-0000-0000-000000000000', 'f47ac10b-58cc-4372-a567-0e02b2c3d479'],
  ipv4: ['127.0.0.1'],
  ipv6: ['::1', '2001:db8::1'],
  base64: ['', 'YQ==', '+/+/'],
  base64url: ['', 'YQ', '-_-_'],
  'json-string': ['{}', '1'],
}

/** Whether a required field with constants of its own, such as `type`, tells the members of a union apart. */
function areApart(members: readonly unknown[]): boolean {
  const [first] = members.map((member) => asRecord(asRecord(member)['properties']))
  return Object.keys(first ?? {}).some((key) => {
    const tags = members.map((member) => tagsOf(asRecord(member), key))
    const flat = tags.flat()
    return tags.every((values) => values.length > 0) && new Set(flat).size === flat.length
  })
}

function tagsOf(member: Readonly<Record<string, unknown>>, key: string): readonly string[] {
  if (member['type'] !== 'object' || !asList(member['required']).includes(key)) return []
  const field = asRecord(asRecord(member['properties'])[key])
  return 'const' in field ? [canonical(field['const'])] : [...new Set(asList(field['enum']).map(canonical))]
}

/** Exactly one of them; where a field of its own tells them apart, one of them says the same. */
function exactlyOne(parts: readonly Formula[], areApart: boolean): Formula {
  if (areApart) return any(...parts)
  return any(...parts.map((part, index) => all(part, ...parts.filter((_, other) => other !== index).map(not))))
}
