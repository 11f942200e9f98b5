import fc from 'fast-check'
import { isRecord } from '../../engine/record.js'
import type { JsonSchema } from '../../engine/schema.js'
import { arrays } from './array.js'
import { dateValues } from './instant.js'
import { jsonValue } from './json-value.js'
import { numbers } from './number.js'
import { objects } from './object.js'
import type { Build, Built, Site } from './site.js'
import { anyString, strings } from './string.js'

/** How deep recursive schemas are followed. */
const REFERENCES = 4

/**
 * Values that a JSON Schema (2020-12, with the `x-` keywords of `describeSchema`) describes. What JSON Schema cannot say, such as
 * a refinement, is for the schema itself to refuse.
 * @throws TypeError where there is no value at all, or where the schema does not describe itself
 */
export function fromJsonSchema(root: JsonSchema): fc.Arbitrary<unknown> {
  const values = build(root, { root, path: '', nesting: 0, references: REFERENCES })
  if (values === undefined) throw new TypeError('No value can be generated: the schema takes none. Give its values by hand in `values`.')
  return values
}

const build: Build = (schema, site) => {
  if (!isRecord(schema)) return schema === false ? undefined : jsonValue
  const values = shapeOf(schema, site)
  const examples = schema['examples']
  if (values === undefined || !Array.isArray(examples) || examples.length === 0) return values
  return fc.oneof({ weight: 15, arbitrary: values }, { weight: 1, arbitrary: fc.constantFrom<unknown>(...examples) })
}

function shapeOf(schema: JsonSchema, site: Site): Built {
  const { $ref, anyOf, oneOf, allOf, ...own } = schema
  if (typeof $ref === 'string') return referred($ref, site)
  if ('const' in schema) return fc.constant(schema['const'])
  if (Array.isArray(schema['enum'])) return schema['enum'].length === 0 ? undefined : fc.constantFrom<unknown>(...schema['enum'])
  const branches = [anyOf, oneOf].find(Array.isArray)
  if (branches !== undefined) return union(branches, site)
  if (Array.isArray(allOf)) return intersection(isDescribed(own) ? [own, ...allOf] : allOf, site)
  if (isRecord(schema['not']) && !isDescribed(schema['not'])) return undefined
  if (Array.isArray(schema['type'])) return union(schema['type'].map((type) => ({ ...schema, type })), site)
  return ofType(schema, site)
}

function ofType(schema: JsonSchema, site: Site): Built {
  if (schema['x-date'] === true) return dateValues(schema)
  if (schema['x-type'] !== undefined || schema['x-opaque'] === true) return undescribed(schema, site)
  switch (schema['type'] ?? typeMeant(schema)) {
    case 'string': return strings(schema, site)
    case 'number': case 'integer': return numbers(schema)
    case 'boolean': return schema['x-coerce'] === true ? fc.oneof(fc.boolean(), anyString, jsonValue) : fc.boolean()
    case 'null': return fc.constant(null)
    case 'array': return arrays(schema, site, build)
    case 'object': return objects(schema, site, build)
    default: return jsonValue
  }
}

const meanings = Object.entries({
  object: ['properties', 'required', 'additionalProperties', 'patternProperties', 'propertyNames'],
  array: ['items', 'prefixItems', 'minItems', 'maxItems'],
  string: ['pattern', 'minLength', 'maxLength', 'format'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
})

/** A schema without a type means the one that its keywords are about. */
const typeMeant = (schema: JsonSchema) => meanings.find(([, keywords]) => keywords.some((keyword) => keyword in schema))?.[0]

const prose = ['description', 'title', 'examples', '$schema', '$defs', 'default', '$id']
const isDescribed = (schema: JsonSchema) => Object.keys(schema).some((keyword) => !prose.includes(keyword))

function undescribed({ 'x-type': type, 'x-opaque': opaque }: JsonSchema, { path }: Site): Built {
  if (type === 'undefined' || type === 'void') return fc.constant(undefined)
  if (type === 'custom' && opaque !== true) return jsonValue
  if (type === 'bigint') return fc.bigInt()
  const what = type === undefined ? 'a schema that does not describe itself' : `a ${String(type)}`
  throw new TypeError(`No value can be generated at ${path === '' ? 'the root' : path}: ${what} is not JSON. Give its values by hand in \`values\`.`)
}

function union(branches: readonly unknown[], site: Site): Built {
  const built = branches.map((branch) => build(branch, site)).filter((branch) => branch !== undefined)
  return built.length === 0 ? undefined : fc.oneof(...built)
}

function intersection(parts: readonly unknown[], site: Site): Built {
  const built = parts.map((part) => build(part, site))
  const all = built.filter((part) => part !== undefined)
  if (all.length < built.length) return undefined
  return fc.tuple(...all).map((values) => (values.every(isRecord) ? Object.fromEntries(values.flatMap(Object.entries)) : values[0]))
}

function referred(pointer: string, site: Site): Built {
  if (site.references === 0) return undefined
  const parts = pointer.replace(/^#\/?/, '').split('/').filter((part) => part !== '')
  const target = parts.reduce<unknown>((node, part) => (isRecord(node) ? node[decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')] : undefined), site.root)
  return build(target, { ...site, references: site.references - 1 })
}
