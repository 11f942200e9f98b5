import { type CharSet, contains, everyChar } from './charset.js'
import { astralHeads, unitsOf } from './units.js'

type Shape =
  | { readonly kind: 'none' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'chars'; readonly set: CharSet }
  | { readonly kind: 'then'; readonly first: Term; readonly second: Term }
  | { readonly kind: 'or' | 'and'; readonly parts: readonly Term[] }
  | { readonly kind: 'complement'; readonly part: Term }
  | { readonly kind: 'repeat'; readonly part: Term; readonly min: number; readonly max: number }
  /** The strings whose UTF-16 units, each for itself, are in `part`: how a pattern without the flag `u` reads. */
  | { readonly kind: 'units'; readonly part: Term }

/** A set of strings (Brzozowski 1964); equal terms are one object. */
export type Term = Shape & { readonly id: number; readonly nullable: boolean }

const LARGEST_TABLE = 100_000
let table = new Map<string, Term>()
let derivatives = new Map<string, Term>()
let nextId = 0

function shared(key: string, shape: Shape, nullable: boolean): Term {
  const known = table.get(key)
  if (known !== undefined) return known
  const term = { ...shape, nullable, id: nextId++ }
  table.set(key, term)
  return term
}

/** No string. */
export const none = shared('none', { kind: 'none' }, false)
/** The empty string alone. */
export const empty = shared('empty', { kind: 'empty' }, true)

/** Bounds what is remembered; between two questions, never within one. */
export function forget(): void {
  if (table.size + derivatives.size < LARGEST_TABLE) return
  table = new Map([['none', none], ['empty', empty]])
  derivatives = new Map()
}

export const chars = (set: CharSet): Term => (set.length === 0 ? none : shared(`chars ${set.join()}`, { kind: 'chars', set }, false))

export function followed(first: Term, second: Term): Term {
  if (first === none || second === none) return none
  if (first === empty) return second
  if (second === empty) return first
  if (first.kind === 'then') return followed(first.first, followed(first.second, second))
  return shared(`then ${first.id} ${second.id}`, { kind: 'then', first, second }, first.nullable && second.nullable)
}

export function complement(part: Term): Term {
  if (part.kind === 'complement') return part.part
  return shared(`complement ${part.id}`, { kind: 'complement', part }, !part.nullable)
}

const isEvery = (term: Term) => term.kind === 'complement' && term.part === none

export const or = (...parts: readonly Term[]): Term => joined('or', parts, none, isEvery)
export const and = (...parts: readonly Term[]): Term => joined('and', parts, complement(none), (term) => term === none)

function joined(kind: 'or' | 'and', parts: readonly Term[], neutral: Term, decides: (term: Term) => boolean): Term {
  const flat = [...new Set(parts.flatMap((part) => (part.kind === kind ? part.parts : [part])))]
  const deciding = flat.find(decides)
  if (deciding !== undefined) return deciding
  const kept = flat.filter((part) => part !== neutral).sort((a, b) => a.id - b.id)
  if (kept.length === 0) return neutral
  if (kept.length === 1) return kept[0]!
  const all = new Set(kept)
  if (kept.some((part) => part.kind === 'complement' && all.has(part.part))) return kind === 'and' ? none : complement(none)
  const nullable = kind === 'and' ? kept.every((part) => part.nullable) : kept.some((part) => part.nullable)
  return shared(`${kind} ${kept.map(({ id }) => id).join()}`, { kind, parts: kept }, nullable)
}

export function repeat(part: Term, min: number, max: number): Term {
  if (max === 0 || part === empty) return empty
  if (part === none) return min === 0 ? empty : none
  if (min === 1 && max === 1) return part
  if (part.kind === 'chars' && min === 0 && max === Infinity && part.set.join() === everyChar.join()) return complement(none)
  return shared(`repeat ${part.id} ${min} ${max}`, { kind: 'repeat', part, min, max }, min === 0 || part.nullable)
}

export function units(part: Term): Term {
  if (part === none || isEvery(part) || part === empty) return part
  return shared(`units ${part.id}`, { kind: 'units', part }, part.nullable)
}

/** What may follow a code point in a string of the term. */
export function derive(term: Term, point: number): Term {
  const key = `${term.id} ${point}`
  const known = derivatives.get(key)
  if (known !== undefined) return known
  const derived = derivative(term, point)
  derivatives.set(key, derived)
  return derived
}

function derivative(term: Term, point: number): Term {
  const go = (part: Term) => derive(part, point)
  if (term.kind === 'chars') return contains(term.set, point) ? empty : none
  if (term.kind === 'or') return or(...term.parts.map(go))
  if (term.kind === 'and') return and(...term.parts.map(go))
  if (term.kind === 'complement') return complement(go(term.part))
  if (term.kind === 'repeat') return followed(go(term.part), repeat(term.part, Math.max(0, term.min - 1), term.max - 1))
  if (term.kind === 'units') return units(unitsOf(point).reduce(derive, term.part))
  if (term.kind !== 'then') return none
  const first = followed(go(term.first), term.second)
  return term.first.nullable ? or(first, go(term.second)) : first
}

/** Whether a string is one of a term's. */
export function includes(term: Term, text: string): boolean {
  let here = term
  for (const char of text) here = derive(here, char.codePointAt(0)!)
  return here.nullable
}

/** The sets that a first character can come from. */
export function heads(term: Term): readonly CharSet[] {
  if (term.kind === 'chars') return [term.set]
  if (term.kind === 'or' || term.kind === 'and') return term.parts.flatMap(heads)
  if (term.kind === 'complement' || term.kind === 'repeat') return heads(term.part)
  if (term.kind === 'units') return unitHeads(term)
  if (term.kind !== 'then') return []
  return term.first.nullable ? [...heads(term.first), ...heads(term.second)] : heads(term.first)
}

const knownHeads = new WeakMap<Term, readonly CharSet[]>()

function unitHeads(term: Extract<Term, { kind: 'units' }>): readonly CharSet[] {
  const before = knownHeads.get(term)
  if (before !== undefined) return before
  const single = heads(term.part)
  const found = [...single, ...astralHeads(single, (unit) => heads(derive(term.part, unit)))]
  knownHeads.set(term, found)
  return found
}
