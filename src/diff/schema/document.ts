import { isRecord } from '../../engine/record.js'
import { at, canonical } from './json.js'
import { modernise } from './modernise.js'

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
  const names = new Map(namesIn(root, ''))
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
  const pointer = names.get(reference) ?? (reference.startsWith('#') ? decoded(reference.slice(1)) : undefined)
  if (pointer === undefined || (pointer !== '' && !pointer.startsWith('/'))) return undefined
  const schema = at(root, pointer)
  if (schema !== undefined) return { schema, pointer }
  // a tuple that was spelled `items` has moved
  const moved = pointer.replaceAll(/\/items\/(?=\d)/g, '/prefixItems/')
  return moved === pointer ? undefined : resolved(root, new Map(), `#${moved}`)
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

function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn)
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, child]) =>
    (key === '$ref' || key === '$dynamicRef') && typeof child === 'string' ? [child] : referencesIn(child),
  )
}
