import { canonical, type JsonType } from '../schema/json.js'

/** What a bound counts: a number itself, characters, items or keys. */
export type Counted = 'value' | 'length' | 'items' | 'keys'

type Shape =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Formula[] }
  | { readonly kind: 'not'; readonly part: Formula }
  /** A schema that may contain itself; two with one name are the same. */
  | { readonly kind: 'ref'; readonly name: string; readonly resolve: () => Formula }
  | { readonly kind: 'type'; readonly type: JsonType }
  | { readonly kind: 'enum'; readonly values: readonly unknown[] }
  | { readonly kind: 'bound'; readonly on: Counted; readonly side: 'min' | 'max'; readonly limit: number; readonly open: boolean }
  /** `rounded`: off by what doubles lose is no matter, as in zod. */
  | { readonly kind: 'multiple'; readonly of: number; readonly rounded: boolean }
  | { readonly kind: 'pattern'; readonly source: string; readonly flags: string }
  | { readonly kind: 'items'; readonly prefix: readonly Formula[]; readonly rest: Formula }
  /** How many items match. */
  | { readonly kind: 'count'; readonly of: Formula; readonly min: number; readonly max: number }
  | { readonly kind: 'unique' }
  | { readonly kind: 'fields'; readonly named: ReadonlyMap<string, Formula>; readonly patterns: readonly (readonly [string, Formula])[]; readonly rest: Formula }
  | { readonly kind: 'required'; readonly key: string }
  | { readonly kind: 'names'; readonly of: Formula }
  /** A condition that only its parser can decide; equal texts are equal conditions. `hints` are values worth a try. */
  | { readonly kind: 'opaque'; readonly text: string; readonly hints: readonly unknown[] }

/**
 * A JSON Schema as logic. A literal about one type says nothing of values of another, as in JSON Schema.
 * Equal formulas are one object, so that what did not change is seen at once.
 */
export type Formula = Shape & { readonly id: number }

export type FormulaOf<Kind extends Formula['kind']> = Extract<Formula, { readonly kind: Kind }>

/** Sharing is for speed alone: a table that grew too large starts again, with ids that go on. */
const LARGEST_TABLE = 200_000
const table = new Map<string, Formula>()
let nextId = 0

function shared(key: string, shape: Shape): Formula {
  const known = table.get(key)
  if (known !== undefined) return known
  if (table.size > LARGEST_TABLE) table.clear()
  const formula = { ...shape, id: nextId++ }
  table.set(key, formula)
  return formula
}

const ids = (parts: readonly Formula[]) => parts.map(({ id }) => id).join()

/** Always true. */
export const anything = shared('all', { kind: 'all', parts: [] })
/** Never true. */
export const nothing = shared('any', { kind: 'any', parts: [] })

export const isAnything = (formula: Formula) => formula.kind === 'all' && formula.parts.length === 0
export const isNothing = (formula: Formula) => formula.kind === 'any' && formula.parts.length === 0

function joined(kind: 'all' | 'any', parts: readonly Formula[]): Formula {
  if (parts.length === 1) return parts[0]!
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]))
  if (flat.some(kind === 'all' ? isNothing : isAnything)) return kind === 'all' ? nothing : anything
  const sorted = [...new Set(flat)].sort((a, b) => a.id - b.id)
  if (sorted.length === 1) return sorted[0]!
  return shared(`${kind}${sorted.length === 0 ? '' : ' '}${ids(sorted)}`, { kind, parts: sorted })
}

export const all = (...parts: readonly Formula[]) => joined('all', parts)
export const any = (...parts: readonly Formula[]) => joined('any', parts)

export function not(part: Formula): Formula {
  if (isAnything(part)) return nothing
  if (isNothing(part)) return anything
  return part.kind === 'not' ? part.part : shared(`not ${part.id}`, { kind: 'not', part })
}

export const ref = (name: string, resolve: () => Formula) => shared(`ref ${name}`, { kind: 'ref', name, resolve })
export const type = (name: JsonType) => shared(`type ${name}`, { kind: 'type', type: name })

export function enumOf(values: readonly unknown[]): Formula {
  const sorted = [...new Map(values.map((value) => [canonical(value), value])).entries()].sort(([a], [b]) => (a < b ? -1 : 1))
  if (sorted.length === 0) return nothing
  return shared(`enum ${sorted.map(([text]) => text).join()}`, { kind: 'enum', values: sorted.map(([, value]) => value) })
}

export const bound = (on: Counted, side: 'min' | 'max', limit: number, open = false): Formula =>
  shared(`bound ${on} ${side} ${limit} ${open}`, { kind: 'bound', on, side, limit, open })

export const multiple = (of: number, rounded = false) => shared(`multiple ${of} ${rounded}`, { kind: 'multiple', of, rounded })
export const pattern = (source: string, flags = 'u') => shared(`pattern ${flags} ${source}`, { kind: 'pattern', source, flags })
export const required = (key: string) => shared(`required ${key}`, { kind: 'required', key })
export const unique = shared('unique', { kind: 'unique' })

export function items(prefix: readonly Formula[], rest: Formula): Formula {
  const last = prefix.findLastIndex((part) => part !== rest)
  const kept = prefix.slice(0, last + 1)
  if (kept.length === 0 && isAnything(rest)) return anything
  return shared(`items ${ids(kept)} ${rest.id}`, { kind: 'items', prefix: kept, rest })
}

export const count = (of: Formula, min: number, max: number): Formula =>
  min === 0 && max === Infinity ? anything : shared(`count ${of.id} ${min} ${max}`, { kind: 'count', of, min, max })

export const names = (of: Formula): Formula => (isAnything(of) ? anything : shared(`names ${of.id}`, { kind: 'names', of }))

export function fields(
  named: ReadonlyMap<string, Formula>,
  patterns: readonly (readonly [string, Formula])[],
  rest: Formula,
): Formula {
  const spoken = [...named].filter(([, part]) => !isAnything(part) || !isAnything(rest)).sort(([a], [b]) => (a < b ? -1 : 1))
  const kept = patterns.filter(([, part]) => !isAnything(part) || !isAnything(rest))
  if (spoken.length === 0 && kept.length === 0 && isAnything(rest)) return anything
  const text = [spoken, kept].map((list) => list.map(([key, part]) => `${JSON.stringify(key)} ${part.id}`).join())
  return shared(`fields ${text.join(' | ')} | ${rest.id}`, { kind: 'fields', named: new Map(spoken), patterns: kept, rest })
}

export const opaque = (text: string, hints: readonly unknown[] = []) => shared(`opaque ${text}`, { kind: 'opaque', text, hints })

/** The formula that a field with this key has to meet. */
export function fieldAt(group: FormulaOf<'fields'>, key: string, matches: (source: string, key: string) => boolean | undefined): Formula {
  const named = group.named.get(key)
  if (group.patterns.length === 0) return named ?? group.rest
  const matched = group.patterns.filter(([source]) => matches(source, key) === true).map(([, part]) => part)
  if (named === undefined && matched.length === 0) return group.rest
  return all(...(named === undefined ? [] : [named]), ...matched)
}
