import { isRecord } from '../../engine/record.js'
import type { Document } from '../schema/document.js'
import { asList, asRecord, canonical, token } from '../schema/json.js'
import { withoutNumber } from './stable-pointer.js'
import { pairMembers } from './union-members.js'

/** One thing that two schemas say differently. */
export interface Change {
  readonly keyword: string
  /** `undefined` where that side says nothing. */
  readonly older: unknown
  readonly newer: unknown
  readonly oldPointer: string
  readonly newPointer: string
  /** The field or the member that it is about. */
  readonly key?: string
  /** Of a field that came or went. */
  readonly isRequired?: boolean
}

type Pair = { readonly older: unknown; readonly newer: unknown; readonly oldPointer: string; readonly newPointer: string }

/** Words for people, and places where schemas only lie to be referred to. */
const silent = new Set(['title', 'description', 'examples', 'example', 'deprecated', 'readOnly', 'writeOnly', '$comment', '$schema', '$id', '$anchor', '$defs', 'definitions', 'externalDocs', 'xml', 'x-checked-before', 'x-checked-behind'])

/** Everything that two documents say differently about a value, in the order in which the newer says it. */
export function changesBetween(older: Document, newer: Document): readonly Change[] {
  const visited = new Set<string>()
  const step = (given: Pair): readonly Change[] => {
    const pair = { ...given, ...target(older, given.older, given.oldPointer, 'old'), ...target(newer, given.newer, given.newPointer, 'new') }
    const place = `${pair.oldPointer} ${pair.newPointer}`
    if (visited.has(place)) return []
    visited.add(place)
    if (!isRecord(pair.older) || !isRecord(pair.newer)) {
      return canonical(pair.older) === canonical(pair.newer) ? [] : [{ keyword: 'schema', ...pair }]
    }
    if (isUnion(pair.older) !== isUnion(pair.newer)) return [{ keyword: 'union', ...pair, ...(!isUnion(pair.older) ? { older: undefined } : { newer: undefined }) }]
    const keywords = new Set([...Object.keys(pair.newer), ...Object.keys(pair.older)].filter((keyword) => !silent.has(keyword)))
    return withRequired([...keywords].flatMap((keyword) => keywordChanges(keyword, below(pair, keyword), walk)), pair)
  }
  const walk: Walk = Object.assign(step, {
    roots: [older.root, newer.root] as const,
    resolves: (one: unknown, other: unknown) => older.resolve(String(one)) !== undefined && newer.resolve(String(other)) !== undefined,
  })
  return walk({ older: older.root, newer: newer.root, oldPointer: '', newPointer: '' })
}

const isUnion = (schema: unknown) => ['anyOf', 'oneOf'].some((keyword) => keyword in asRecord(schema))

/** That a field which came or went is required is no change of its own. */
function withRequired(changes: readonly Change[], { oldPointer, newPointer }: Pair): readonly Change[] {
  const isHere = ({ keyword, key, ...change }: Change, other: Change) =>
    keyword === 'properties' && key === other.key && change.oldPointer === `${oldPointer}/properties${token(key ?? '')}` && change.newPointer === `${newPointer}/properties${token(key ?? '')}`
  const isRequired = (change: Change) => changes.some((other) => other.keyword === 'required' && other.key === change.key && isHere(change, other))
  return changes
    .filter((change) => change.keyword !== 'required' || !changes.some((other) => isHere(other, change)))
    .map((change) => (isRequired(change) ? { ...change, isRequired: true } : change))
}

/** Follows a reference that stands alone. */
function target(document: Document, schema: unknown, pointer: string, side: 'old' | 'new'): Partial<Pair> {
  let [here, at] = [schema, pointer]
  for (let hops = 0; hops < 16; hops++) {
    const reference = asRecord(here)['$ref']
    if (typeof reference !== 'string' || Object.keys(asRecord(here)).some((keyword) => keyword !== '$ref' && !silent.has(keyword))) break
    const found = document.resolve(reference)
    if (found === undefined) break
    ;[here, at] = [found.schema, found.pointer]
  }
  return side === 'old' ? { older: here, oldPointer: at } : { newer: here, newPointer: at }
}

const below = ({ older, newer, oldPointer, newPointer }: Pair, key: string): Pair => ({
  older: childOf(older, key),
  newer: childOf(newer, key),
  oldPointer: oldPointer + token(key),
  newPointer: newPointer + token(key),
})

const childOf = (value: unknown, key: string): unknown => (Array.isArray(value) ? value[Number(key)] : asRecord(value)[key])

interface Walk {
  (pair: Pair): readonly Change[]
  /** Both documents, in which the numbers of definitions say nothing. */
  readonly roots: readonly [unknown, unknown]
  /** Whether both references lead somewhere. */
  readonly resolves: (older: unknown, newer: unknown) => boolean
}

const holdsSchema = new Set(['items', 'contains', 'additionalProperties', 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties', 'not', 'if', 'then', 'else'])
const holdsNamed = new Set(['properties', 'patternProperties', 'dependentSchemas'])
const holdsOrdered = new Set(['prefixItems', 'allOf'])

function keywordChanges(keyword: string, pair: Pair, walk: Walk): readonly Change[] {
  const { older, newer } = pair
  const isBoth = older !== undefined && newer !== undefined
  if (canonical(older) === canonical(newer) && !mayRefer(newer)) return []
  if (holdsNamed.has(keyword)) return namedChanges(keyword, pair, walk)
  if (keyword === 'required') return requiredChanges(pair)
  if (keyword === '$ref' && isBoth && walk.resolves(older, newer)) return walk({ ...pair, older: { $ref: older }, newer: { $ref: newer } })
  if (isBoth && holdsSchema.has(keyword)) return walk(pair)
  if (isBoth && holdsOrdered.has(keyword)) return memberChanges(keyword, pair, walk)
  if (isBoth && (keyword === 'anyOf' || keyword === 'oneOf')) return unionChanges(keyword, pair, walk)
  return canonical(older) === canonical(newer) ? [] : [{ keyword, ...pair }]
}

const mayRefer = (value: unknown): boolean => isRecord(value) || Array.isArray(value)

function namedChanges(keyword: string, pair: Pair, walk: Walk): readonly Change[] {
  const [before, after] = [asRecord(pair.older), asRecord(pair.newer)]
  return [...new Set([...Object.keys(after), ...Object.keys(before)])].flatMap((key) => {
    const field = below(pair, key)
    return Object.hasOwn(before, key) && Object.hasOwn(after, key) ? walk(field) : [{ keyword, key, ...field }]
  })
}

function requiredChanges(pair: Pair): readonly Change[] {
  const [before, after] = [asList(pair.older).map(String), asList(pair.newer).map(String)]
  const changed = [...after.filter((key) => !before.includes(key)), ...before.filter((key) => !after.includes(key))]
  return changed.map((key) => ({ ...pair, keyword: 'required', key, older: before.includes(key), newer: after.includes(key) }))
}

function memberChanges(keyword: string, pair: Pair, walk: Walk): readonly Change[] {
  const length = Math.max(asList(pair.older).length, asList(pair.newer).length)
  return Array.from({ length }, (_, index) => below(pair, String(index))).flatMap((member) =>
    member.older === undefined || member.newer === undefined ? [{ keyword, ...member }] : walk(member),
  )
}

function unionChanges(keyword: string, pair: Pair, walk: Walk): readonly Change[] {
  const at = (pointer: string, index: number | undefined) => (index === undefined ? pointer : `${pointer}/${index}`)
  const [oldRoot, newRoot] = walk.roots
  const members = (root: unknown, list: unknown) => asList(list).map((member) => withoutNumber(root, member))
  return pairMembers(members(oldRoot, pair.older), members(newRoot, pair.newer)).flatMap(({ before, after, name }) => {
    const member = {
      older: before === undefined ? undefined : asList(pair.older)[before],
      newer: after === undefined ? undefined : asList(pair.newer)[after],
      oldPointer: at(pair.oldPointer, before),
      newPointer: at(pair.newPointer, after),
    }
    return before === undefined || after === undefined ? [{ keyword, key: name, ...member }] : walk(member)
  })
}
