import { isRecord } from '../../engine/record.js'
import { asList, asRecord } from './json.js'

type Schema = Readonly<Record<string, unknown>>

const holdsSchema = new Set([
  'items', 'additionalItems', 'contains', 'additionalProperties', 'propertyNames', 'not', 'if', 'then', 'else',
  'unevaluatedItems', 'unevaluatedProperties',
])
const holdsList = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems'])
const holdsNamed = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'])

/** A schema of any draft since 4, or of OpenAPI 3.0, in the words of 2020-12. Where a `$ref` stands alone its neighbours go. */
export function modernise(root: unknown): unknown {
  const dialect = String(asRecord(root)['$schema'] ?? '')
  const modern = schemaIn(root, { refStandsAlone: /draft-0[3-7]/.test(dialect), isId: /draft-0[34]/.test(dialect) })
  const { $id } = asRecord(root)
  // that of the whole counts beside a reference too
  return isRecord(modern) && typeof $id === 'string' ? { ...modern, $id } : modern
}

/** What depends on the draft. */
interface Dialect {
  /** Until draft 7 what stands beside a `$ref` says nothing, not even where it is. */
  readonly refStandsAlone: boolean
  /** Until draft 4 `$id` is called `id`. */
  readonly isId: boolean
}

function schemaIn(schema: unknown, dialect: Dialect): unknown {
  if (!isRecord(schema)) return schema
  const { refStandsAlone } = dialect
  const modern = id(rewritten(schema), dialect.isId)
  const kept = refStandsAlone && '$ref' in modern ? alone(modern) : modern
  return Object.fromEntries(
    Object.entries(kept).filter(([keyword]) => keyword !== '$schema').map(([keyword, value]) => [keyword, below(keyword, value, dialect)]),
  )
}

const alone = (schema: Schema): Schema =>
  Object.fromEntries(Object.entries(schema).filter(([keyword]) => ['$ref', '$defs', 'definitions'].includes(keyword)))

function below(keyword: string, value: unknown, dialect: Dialect): unknown {
  const inside = (schema: unknown) => schemaIn(schema, dialect)
  if (holdsSchema.has(keyword)) return inside(value)
  if (holdsList.has(keyword)) return asList(value).map(inside)
  if (!holdsNamed.has(keyword)) return value
  return Object.fromEntries(Object.entries(asRecord(value)).map(([name, schema]) => [name, inside(schema)]))
}

function rewritten(schema: Schema): Schema {
  return [tuple, dependencies, exclusive, nullable].reduce((result, rewrite) => rewrite(result), schema)
}

/** Until 2019-09 `items` could be a list, and `additionalItems` came after it. */
function tuple({ additionalItems, ...schema }: Schema): Schema {
  if (!Array.isArray(schema['items'])) return schema
  const { items, ...others } = schema
  return { ...others, prefixItems: items, ...(additionalItems !== undefined && { items: additionalItems }) }
}

function dependencies({ dependencies: given, ...schema }: Schema): Schema {
  if (!isRecord(given)) return schema
  const entries = Object.entries(given)
  const lists = entries.filter(([, value]) => Array.isArray(value))
  const schemas = entries.filter(([, value]) => !Array.isArray(value))
  return {
    ...schema,
    ...(lists.length > 0 && { dependentRequired: { ...asRecord(schema['dependentRequired']), ...Object.fromEntries(lists) } }),
    ...(schemas.length > 0 && { dependentSchemas: { ...asRecord(schema['dependentSchemas']), ...Object.fromEntries(schemas) } }),
  }
}

/** Draft 4 and OpenAPI 3.0: `exclusiveMinimum: true` beside `minimum`. */
function exclusive(schema: Schema): Schema {
  const { exclusiveMinimum, exclusiveMaximum, ...others } = schema
  if (typeof exclusiveMinimum !== 'boolean' && typeof exclusiveMaximum !== 'boolean') return schema
  return { ...others, ...side('inimum', exclusiveMinimum, others), ...side('aximum', exclusiveMaximum, others) }
}

function side(name: 'inimum' | 'aximum', isExclusive: unknown, { [`m${name}`]: limit }: Schema): Schema {
  if (typeof isExclusive !== 'boolean') return isExclusive === undefined ? {} : { [`exclusiveM${name}`]: isExclusive }
  return isExclusive && limit !== undefined ? { [`exclusiveM${name}`]: limit } : {}
}

/** OpenAPI 3.0: `nullable` beside a `type` lets null in there; an `enum` beside it still has to name it. */
function nullable({ nullable: isNullable, ...schema }: Schema): Schema {
  const { type } = schema
  if (isNullable === undefined) return schema
  return isNullable === true && type !== undefined ? { ...schema, type: [...(Array.isArray(type) ? type : [type]), 'null'] } : schema
}

/** Draft 4 calls `$id` so; in later ones it says nothing, which ajv refuses to read. */
function id({ id: old, ...schema }: Schema, isId: boolean): Schema {
  if (typeof old !== 'string') return old === undefined ? schema : { ...schema, id: old }
  return isId && schema['$id'] === undefined ? { ...schema, $id: old } : schema
}
