import { hasDynamicRefs, withAbsoluteRefs } from './absolute-refs.js'
import { at, canonical } from './json.js'
import { locate } from './locate.js'
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
  /** Whether some reference leads to another place by every way to it, which is not followed. */
  readonly isDynamic: boolean
  /** What a `$ref` names; `undefined` where it is not in this document. */
  readonly resolve: (reference: string) => Located | undefined
  /** Text of the schema at a pointer with all that it refers to: equal where two schemas are. */
  readonly closure: (pointer: string) => string
}

export function openDocument(schema: unknown): Document {
  const root = withAbsoluteRefs(modernise(schema))
  const resolve = (reference: string) => resolved(root, reference)
  const closures = new Map<string, string>()
  const closure = (pointer: string) => {
    const known = closures.get(pointer) ?? closureOf(root, resolve, pointer)
    closures.set(pointer, known)
    return known
  }
  return { root, isDynamic: hasDynamicRefs(root), resolve, closure }
}

/** Every reference into the document is a pointer by now. */
function resolved(root: unknown, reference: string): Located | undefined {
  const inside = reference.startsWith('#') ? decoded(reference.slice(1)) : undefined
  const pointer = inside === undefined || (inside !== '' && !inside.startsWith('/')) ? undefined : locate(root, inside)
  return pointer === undefined ? undefined : { schema: at(root, pointer), pointer }
}

function decoded(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return undefined
  }
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
