import { isRecord } from '../../engine/record.js'
import { asRecord, at } from '../schema/json.js'
import { referencesIn } from '../schema/references-in.js'

type Data = Readonly<Record<string, unknown>>

const SCHEMAS = '#/components/schemas/'

/** The schema with the document's components at hand, where its references look for them. */
export function standalone(root: Data, schema: unknown): unknown {
  if (!isRecord(schema) || referencesIn(schema).length === 0) return schema
  const components = asRecord(asRecord(root['components'])['schemas'])
  const elsewhere = others(root, [schema, components], new Map())
  return moved({ ...schema, $defs: { ...asRecord(schema['$defs']), ...components, ...Object.fromEntries(elsewhere) } })
}

/** What is referred to outside of the schemas' own place, such as the schema of a parameter. */
function others(root: Data, from: unknown, found: Map<string, unknown>): ReadonlyMap<string, unknown> {
  for (const reference of referencesIn(from)) {
    const target = reference.startsWith('#/') && !isSchema(reference) ? at(root, reference.slice(1)) : undefined
    if (target === undefined || found.has(nameOf(reference))) continue
    found.set(nameOf(reference), target)
    others(root, target, found)
  }
  return found
}

const isSchema = (reference: string) => reference.startsWith(SCHEMAS) || reference.startsWith('#/$defs/')

const nameOf = (reference: string) => reference.slice(2).replaceAll('~', '-').replaceAll('/', '.')

function moved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(moved)
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, key === '$ref' && typeof child === 'string' ? place(child) : moved(child)]))
}

function place(reference: string): string {
  if (reference.startsWith(SCHEMAS)) return `#/$defs/${reference.slice(SCHEMAS.length)}`
  return reference.startsWith('#/') && !isSchema(reference) ? `#/$defs/${nameOf(reference)}` : reference
}
