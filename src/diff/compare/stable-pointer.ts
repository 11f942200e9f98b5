import { isRecord } from '../../engine/record.js'
import { asList, asRecord, at, token, tokensOf } from '../schema/json.js'
import { memberName } from './union-members.js'

const unions = new Set(['anyOf', 'oneOf'])

/** The place of a definition that zod has numbered. */
const numbered = /^(?:#)?(\/\$defs\/__schema\d+)(?=\/|$)/

/**
 * A pointer that stays where the schema around it changes: members of unions are named by their tag or type, and a definition
 * that has a number alone by the place that refers to it.
 */
export function stablePointer(root: unknown, pointer: string): string {
  const definition = numbered.exec(pointer)?.[1]
  const named = nameMembers(root, pointer)
  return definition === undefined ? named : (placesIn(root).get(definition) ?? definition) + named.slice(definition.length)
}

function nameMembers(root: unknown, pointer: string): string {
  const tokens = tokensOf(pointer)
  return tokens
    .map((key, index) => {
      if (!unions.has(tokens[index - 1] ?? '')) return token(key)
      const members = asList(at(root, tokens.slice(0, index).map(token).join('')))
      const names = members.map((member) => memberName(withoutNumber(root, member)))
      const name = names[Number(key)]
      return name !== undefined && names.filter((other) => other === name).length === 1 ? `/<${name}>` : token(key)
    })
    .join('')
}

/** What a reference to a numbered definition refers to; anything else as it is. */
export function withoutNumber(root: unknown, schema: unknown): unknown {
  const { $ref } = asRecord(schema)
  const definition = typeof $ref === 'string' ? numbered.exec($ref)?.[1] : undefined
  return definition === undefined ? schema : (at(root, definition) ?? schema)
}

const known = new WeakMap<object, ReadonlyMap<string, string>>()

/** Of each numbered definition the nearest place that refers to it, the first by name of several. */
function placesIn(root: unknown): ReadonlyMap<string, string> {
  if (!isRecord(root)) return new Map()
  const before = known.get(root)
  if (before !== undefined) return before
  const places = new Map<string, string>()
  const { $defs: _definitions, ...own } = root
  let layer: readonly (readonly [unknown, string, string])[] = [[own, '', '']]
  while (layer.length > 0) {
    const next = layer.flatMap(([schema, pointer, place]) => childrenOf(root, schema, pointer, place, places))
    layer = next.toSorted(([, , a], [, , b]) => (a < b ? -1 : 1))
  }
  known.set(root, places)
  return places
}

function childrenOf(root: unknown, schema: unknown, pointer: string, place: string, places: Map<string, string>): readonly (readonly [unknown, string, string])[] {
  if (Array.isArray(schema)) return schema.map((item, index) => [item, `${pointer}/${index}`, place + stepTo(root, `${pointer}/${index}`)] as const)
  if (!isRecord(schema)) return []
  const definition = typeof schema['$ref'] === 'string' ? numbered.exec(schema['$ref'])?.[1] : undefined
  const isNew = definition !== undefined && !places.has(definition)
  if (isNew) places.set(definition, `${place}/$ref`)
  const inside = Object.entries(schema).map(([key, child]) => [child, pointer + token(key), place + token(key)] as const)
  return isNew ? [...inside, [at(root, definition), definition, `${place}/$ref`] as const] : inside
}

/** The last step of a pointer, by name where it leads to a member of a union. */
function stepTo(root: unknown, pointer: string): string {
  const named = nameMembers(root, pointer)
  return named.endsWith('>') ? named.slice(named.lastIndexOf('/<')) : pointer.slice(pointer.lastIndexOf('/'))
}
