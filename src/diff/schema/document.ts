import { isRecord } from '../../engine/record.js'
import { asRecord, at, canonical } from './json.js'
import { modernise } from './modernise.js'
import { referencesIn } from './references-in.js'

/** A schema at its place in a document. */
export interface Located {
  readonly schema: unknown
  readonly pointer: string
}

/** A JSON Schema document in the words of 2020-12. */
export interface Document {
  readonly root: unknown
  /** What a `$ref` names; `undefined` where it is not in this document. */
  readonly resolve: (reference: string) => Located | undefined
  /** Text of the schema at a pointer with all that it refers to: equal where two schemas are. */
  readonly closure: (pointer: string) => string
}

export function openDocument(schema: unknown): Document {
  const root = modernise(schema)
  const names = new Map(namesIn(root, '').flatMap(([name, pointer]) => [[name, pointer], [absolute(name, root), pointer]]))
  const resolve = (reference: string) => resolved(root, names, reference)
  const closures = new Map<string, string>()
  const closure = (pointer: string) => {
    const known = closures.get(pointer) ?? closureOf(root, resolve, pointer)
    closures.set(pointer, known)
    return known
  }
  return { root, resolve, closure }
}

function resolved(root: unknown, names: ReadonlyMap<string, string>, reference: string): Located | undefined {
  const pointer = names.get(reference) ?? pointerOf(root, names, reference)
  if (pointer === undefined) return undefined
  const schema = at(root, pointer)
  if (schema !== undefined) return { schema, pointer }
  // what an older draft spells otherwise has moved
  const moved = pointer.replaceAll(/\/items\/(?=\d)/g, '/prefixItems/').replaceAll('/additionalItems', '/items').replaceAll('/dependencies/', '/dependentSchemas/')
  return moved === pointer ? undefined : resolved(root, new Map(), `#${moved}`)
}

/** `#/a`, `#`, `other.json#/a`, or the same with the whole of an `$id`. */
function pointerOf(root: unknown, names: ReadonlyMap<string, string>, reference: string): string | undefined {
  const [resource = '', fragment = ''] = reference.split('#')
  const base = resource === '' ? '' : (names.get(resource) ?? names.get(absolute(resource, root)))
  const inside = decoded(fragment)
  return base === undefined || inside === undefined || (inside !== '' && !inside.startsWith('/')) ? undefined : base + inside
}

/** A name as the `$id` of the document completes it. */
function absolute(name: string, root: unknown): string {
  const { $id } = asRecord(root)
  const base = typeof $id === 'string' ? $id : undefined
  return URL.canParse(name, base) ? new URL(name, base).href : name
}

function decoded(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return undefined
  }
}

/** Every `$id` and anchor with the pointer to its schema. */
function namesIn(value: unknown, pointer: string): readonly (readonly [string, string])[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => namesIn(item, `${pointer}/${index}`))
  if (!isRecord(value)) return []
  const { $id, $anchor, $dynamicAnchor } = value
  const own = [$id, ...[$anchor, $dynamicAnchor].map((name) => (typeof name === 'string' ? `#${name}` : undefined))]
  return [
    ...own.flatMap((name) => (typeof name === 'string' ? [[name, pointer] as const] : [])),
    ...Object.entries(value).flatMap(([key, child]) => namesIn(child, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)),
  ]
}

function closureOf(root: unknown, resolve: Document['resolve'], pointer: string): string {
  const seen = new Map<string, string>()
  const visit = (at: string, schema: unknown) => {
    if (seen.has(at)) return
    seen.set(at, canonical(schema))
    for (const reference of referencesIn(schema)) {
      const target = resolve(reference)
      if (target !== undefined) visit(target.pointer, target.schema)
    }
  }
  visit(pointer, at(root, pointer))
  return [...seen].map(([at, text]) => `${at} ${text}`).join('\n')
}
