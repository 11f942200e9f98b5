import { isRecord } from '../../engine/record.js'
import { canonical, isSame, lengthOf, typeOf } from '../schema/json.js'
import { fieldAt, type Formula, type FormulaOf } from './formula.js'
import { matches } from './matches.js'

/** `undefined` where only a parser can tell. */
export type Truth = boolean | undefined

/**
 * Whether a value meets a formula. A schema that refers to itself on the same value asks nothing more there:
 * JSON Schema leaves it undefined, and validators that do not loop read it so.
 */
export function holds(formula: Formula, value: unknown, seen: ReadonlySet<number> = new Set()): Truth {
  const { kind } = formula
  if (kind === 'all') return conjunction(formula.parts.map((part) => () => holds(part, value, seen)))
  if (kind === 'any') return negated(conjunction(formula.parts.map((part) => () => negated(holds(part, value, seen)))))
  if (kind === 'not') return negated(holds(formula.part, value, seen))
  if (kind === 'ref') return seen.has(formula.id) || holds(formula.resolve(), value, new Set(seen).add(formula.id))
  if (kind === 'type') return typeOf(value) === formula.type
  if (kind === 'enum') return formula.values.some((one) => isSame(one, value))
  if (kind === 'opaque') return undefined
  if (typeof value === 'number') return holdsForNumber(formula, value)
  if (typeof value === 'string') return holdsForString(formula, value)
  if (Array.isArray(value)) return holdsForArray(formula, value)
  return isRecord(value) ? holdsForObject(formula, value) : true
}

export const negated = (truth: Truth): Truth => (truth === undefined ? undefined : !truth)

function conjunction(parts: readonly (() => Truth)[]): Truth {
  let truth: Truth = true
  for (const part of parts) {
    const one = part()
    if (one === false) return false
    if (one === undefined) truth = undefined
  }
  return truth
}

function within({ side, limit, open }: FormulaOf<'bound'>, size: number): boolean {
  if (side === 'min') return open ? size > limit : size >= limit
  return open ? size < limit : size <= limit
}

/** As validators divide: floats and all; or as zod does, which forgives what rounding to doubles costs. */
function isMultiple(value: number, { of, rounded }: FormulaOf<'multiple'>): boolean {
  const quotient = value / of
  if (rounded) return Math.abs(quotient - Math.round(quotient)) < 4 * Number.EPSILON * Math.max(Math.abs(quotient), 1)
  return Number.isInteger(quotient) || (Number.isInteger(of) && value % of === 0)
}

function holdsForNumber(formula: Formula, value: number): Truth {
  if (formula.kind === 'bound') return formula.on !== 'value' || within(formula, value)
  return formula.kind !== 'multiple' || isMultiple(value, formula)
}

function holdsForString(formula: Formula, value: string): Truth {
  if (formula.kind === 'bound') return formula.on !== 'length' || within(formula, lengthOf(value))
  return formula.kind !== 'pattern' || matches(formula.source, value, formula.flags)
}

function holdsForArray(formula: Formula, value: readonly unknown[]): Truth {
  if (formula.kind === 'bound') return formula.on !== 'items' || within(formula, value.length)
  if (formula.kind === 'unique') return new Set(value.map(canonical)).size === value.length
  if (formula.kind === 'items') return conjunction(value.map((item, index) => () => holds(formula.prefix[index] ?? formula.rest, item)))
  return formula.kind !== 'count' || counted(formula, value)
}

function counted({ of, min, max }: FormulaOf<'count'>, value: readonly unknown[]): Truth {
  const truths = value.map((item) => holds(of, item))
  const least = truths.filter((truth) => truth === true).length
  const most = least + truths.filter((truth) => truth === undefined).length
  if (most < min || least > max) return false
  return least >= min && most <= max ? true : undefined
}

function holdsForObject(formula: Formula, value: Readonly<Record<string, unknown>>): Truth {
  if (formula.kind === 'bound') return formula.on !== 'keys' || within(formula, Object.keys(value).length)
  if (formula.kind === 'required') return Object.hasOwn(value, formula.key)
  if (formula.kind === 'names') return conjunction(Object.keys(value).map((key) => () => holds(formula.of, key)))
  if (formula.kind !== 'fields') return true
  const isUnclear = (key: string) => formula.patterns.some(([source]) => matches(source, key) === undefined)
  return conjunction(
    Object.entries(value).map(([key, field]) => () => (isUnclear(key) ? undefined : holds(fieldAt(formula, key, matches), field))),
  )
}
