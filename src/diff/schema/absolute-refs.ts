import { isRecord } from '../../engine/record.js'
import { asList, token } from './json.js'
import { isData, isNamed } from './keyword-kinds.js'
import { locate } from './locate.js'

type Schema = Readonly<Record<string, unknown>>

/** What a document is called that does not say: references are relative to it. */
const UNNAMED = 'json-schema://unnamed/'

/** Where the resources and anchors of a document are, by URI (JSON Schema 2020-12, sections 8.2 and 9.2). */
interface Names {
  /** Pointers by URI, with the anchor behind `#`; two of one name are `undefined`. */
  readonly places: Map<string, string | undefined>
  /** How often a name is a `$dynamicAnchor`. */
  readonly dynamic: Map<string, number>
  hasRecursiveAnchor: boolean
}

/**
 * The document with every reference as a pointer from its root, and no `$id` below that could give one another meaning. What
 * leads nowhere keeps its URI; a dynamic reference whose target depends on the way to it stays one.
 */
export function withAbsoluteRefs(root: unknown): unknown {
  const names: Names = { places: new Map([[UNNAMED, '']]), dynamic: new Map(), hasRecursiveAnchor: false }
  collect(root, '', UNNAMED, names)
  return rewritten(root, root, UNNAMED, names)
}

/** Whether everything that a document refers to was found by {@link withAbsoluteRefs}. */
export function hasDynamicRefs(value: unknown, areNames = false): boolean {
  if (Array.isArray(value)) return value.some((item) => hasDynamicRefs(item))
  if (!isRecord(value)) return false
  return Object.entries(value).some(([key, child]) => !(isData(key) && !areNames) && ((!areNames && isDynamic(key)) || hasDynamicRefs(child, !areNames && isNamed(key))))
}

const isDynamic = (keyword: string) => keyword === '$dynamicRef' || keyword === '$recursiveRef'

function collect(value: unknown, pointer: string, outer: string, names: Names, areNames = false): void {
  if (Array.isArray(value)) return value.forEach((item, index) => collect(item, `${pointer}/${index}`, outer, names))
  if (!isRecord(value)) return
  const base = areNames ? outer : baseOf(value, outer)
  if (!areNames) collectOwn(value, pointer, base, base !== outer, names)
  for (const [key, child] of Object.entries(value)) {
    if (areNames || !isData(key)) collect(child, pointer + token(key), base, names, !areNames && isNamed(key))
  }
}

function collectOwn({ $id, $anchor, $dynamicAnchor, $recursiveAnchor }: Schema, pointer: string, base: string, isResource: boolean, names: Names): void {
  const isOldAnchor = typeof $id === 'string' && $id.startsWith('#')
  const anchors = [$anchor, $dynamicAnchor].filter((name) => typeof name === 'string').map((name) => `${base}#${name}`)
  for (const name of new Set([...(isResource ? [base] : []), ...(isOldAnchor ? [base + $id] : []), ...anchors])) {
    names.places.set(name, names.places.has(name) ? undefined : pointer)
  }
  if (typeof $dynamicAnchor === 'string') names.dynamic.set($dynamicAnchor, (names.dynamic.get($dynamicAnchor) ?? 0) + 1)
  if ($recursiveAnchor === true) names.hasRecursiveAnchor = true
}

/** What references in a schema are relative to. */
function baseOf({ $id }: Schema, outer: string): string {
  return typeof $id !== 'string' || $id.startsWith('#') ? outer : absolute($id, outer).replace(/#$/, '')
}

const absolute = (reference: string, base: string) => (URL.canParse(reference, base) ? new URL(reference, base).href : reference)

function rewritten(value: unknown, root: unknown, outer: string, names: Names, areNames = false): unknown {
  if (Array.isArray(value)) return value.map((item) => rewritten(item, root, outer, names))
  if (!isRecord(value)) return value
  const base = areNames ? outer : baseOf(value, outer)
  const go = (key: string, child: unknown) => (areNames || !isData(key) ? rewritten(child, root, base, names, !areNames && isNamed(key)) : child)
  if (areNames) return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, go(key, child)]))
  const entries = Object.entries(value).filter(([key, child]) => key !== '$id' || typeof child !== 'string')
  return together(entries.map(([key, child]) => (typeof child === 'string' ? reference(key, child, root, base, names) : [key, go(key, child)])))
}

/** A dynamic reference beside another becomes a part of its own. */
function together(entries: readonly (readonly [string, unknown])[]): Schema {
  const others = entries.filter(([key]) => key === '$ref').slice(1)
  const schema: Schema = Object.fromEntries(entries.filter((entry) => !others.includes(entry)))
  return others.length === 0 ? schema : { ...schema, allOf: [...asList(schema['allOf']), ...others.map(([, $ref]) => ({ $ref }))] }
}

function reference(key: string, value: string, root: unknown, base: string, names: Names): readonly [string, unknown] {
  if (key !== '$ref' && !isDynamic(key)) return [key, value]
  const [resource = '', fragment = ''] = absolute(value, base).split('#')
  const anchor = decoded(fragment)
  const pointer = anchor === '' || anchor.startsWith('/') ? within(names.places.get(resource), anchor) : names.places.get(`${resource}#${anchor}`)
  if (key === '$dynamicRef' && (names.dynamic.get(anchor) ?? 0) > 1) return [key, value]
  if (key === '$recursiveRef' && names.hasRecursiveAnchor && names.places.size > 2) return [key, value]
  const found = pointer === undefined ? undefined : locate(root, pointer)
  return ['$ref', found === undefined ? absolute(value, base).replace(UNNAMED, '') : `#${encoded(found)}`]
}

const within = (resource: string | undefined, inside: string) => (resource === undefined ? undefined : resource + inside)

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

/** Percent signs and the like as a fragment spells them (RFC 6901, section 6). */
function encoded(pointer: string): string {
  return pointer.replaceAll(/[%#"<>\\^`{|}\s]/g, (char) => encodeURIComponent(char))
}
