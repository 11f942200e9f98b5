import fc from 'fast-check'
import { isRecord } from '../../engine/record.js'
import type { JsonSchema } from '../../engine/schema.js'
import { jsonValue, recordKeys } from './json-value.js'
import { below, type Build, type Built, countIn, type Site, within } from './site.js'

type Entries = readonly (readonly [string, unknown])[]

/** Objects and records of a schema: optional fields there and absent, keys such as `__proto__`, fields that nobody knows. */
export function objects(schema: JsonSchema, site: Site, build: Build): Built {
  const known = fields(schema, site, build)
  if (known === undefined) return undefined
  const others = more(schema, site, build)
  if (others === undefined) return known
  // fields that are known win: an object has each key once, `__proto__` included
  return fc.tuple(others, known).map(([extra, own]) => Object.fromEntries([...extra, ...Object.entries(own as object)]))
}

function fields(schema: JsonSchema, site: Site, build: Build): Built {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {}
  const required: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : []
  const model: Record<string, fc.Arbitrary<unknown>> = {}
  for (const key of new Set([...Object.keys(properties), ...required.map(String)])) {
    const values = build(Object.hasOwn(properties, key) ? properties[key] : schema['additionalProperties'], below(site, key))
    if (values === undefined && required.includes(key)) return undefined
    if (values !== undefined) model[key] = values
  }
  return fc.record(model, { requiredKeys: Object.keys(model).filter((key) => required.includes(key)), noNullPrototype: true })
}

/** Keys beyond the named ones: a record's, by pattern, or unknown ones that a schema leaves room for. */
function more(schema: JsonSchema, site: Site, build: Build): fc.Arbitrary<Entries> | undefined {
  const patterns = isRecord(schema['patternProperties']) ? Object.entries(schema['patternProperties']) : []
  const groups = patterns.map(([pattern, values]) => [fc.stringMatching(new RegExp(pattern), { size: 'xsmall' }), values] as const)
  const additional = schema['additionalProperties']
  if (additional === undefined && schema['properties'] !== undefined && groups.length === 0) return unknownField
  const keys = keysOf(schema['propertyNames'], site, build)
  const all = [...groups, ...(additional === false ? [] : [[keys, additional] as const])]
  const built = all.flatMap(([names, values]) => {
    const valuesOf = build(values, within(site, '*'))
    return valuesOf === undefined ? [] : [entriesOf(names, valuesOf, schema, site)]
  })
  return built.length === 0 ? undefined : fc.tuple(...built).map((lists) => lists.flat())
}

/** A key that may be any string may well be a tricky one. */
function keysOf(names: unknown, site: Site, build: Build): fc.Arbitrary<unknown> {
  if (!isRecord(names) || Object.keys(names).every((keyword) => keyword === 'type')) return recordKeys
  return build({ type: 'string', ...names }, below(site, '(key)')) ?? recordKeys
}

function entriesOf(keys: fc.Arbitrary<unknown>, values: fc.Arbitrary<unknown>, schema: JsonSchema, { nesting }: Site): fc.Arbitrary<Entries> {
  const minLength = countIn(schema, 'minProperties', 0)
  const maxLength = Math.min(countIn(schema, 'maxProperties', Infinity), minLength + (nesting === 0 ? 4 : 2))
  return fc.uniqueArray(fc.tuple(keys.map(String), values), { minLength, maxLength, size: 'max', selector: ([key]) => key })
}

/** What a newer peer may add: parsing takes it away. */
const unknownField: fc.Arbitrary<Entries> = fc.oneof(
  { withCrossShrink: true },
  { weight: 15, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: jsonValue.map((value) => [['x-unknown', value]] as const) },
)
