import type { FormulaOf } from '../formula/formula.js'
import { limits } from './limits.js'
import type { Literal } from './run.js'

export type Count = FormulaOf<'count'>

/** The literals of an array, sorted by what they ask for. */
export interface ArrayFacts {
  readonly min: number
  readonly max: number
  /** What items shall be. */
  readonly shapes: readonly FormulaOf<'items'>[]
  /** Each shall be broken by some item. */
  readonly breaks: readonly FormulaOf<'items'>[]
  readonly counts: readonly Count[]
  readonly isUnique: boolean
  readonly hasTwins: boolean
  /** How many positions are looked at one by one. */
  readonly individual: number
  /** How many more items counting may ask for. */
  readonly demanded: number
}

export function arrayFacts(literals: readonly Literal[]): ArrayFacts {
  const shapes = literals.flatMap(({ formula, positive }) => (formula.kind === 'items' && positive ? [formula] : []))
  const breaks = literals.flatMap(({ formula, positive }) => (formula.kind === 'items' && !positive ? [formula] : []))
  const counts = literals.flatMap(({ formula }) => (formula.kind === 'count' ? [formula] : []))
  const hasTwins = literals.some(({ formula, positive }) => formula.kind === 'unique' && !positive)
  const prefix = Math.max(0, ...[...shapes, ...breaks].map((shape) => shape.prefix.length))
  return {
    ...limits('items', literals),
    shapes,
    breaks,
    counts,
    isUnique: literals.some(({ formula, positive }) => formula.kind === 'unique' && positive),
    hasTwins,
    individual: prefix + breaks.length + (hasTwins ? 2 : 0),
    demanded: counts.reduce((sum, { min }) => sum + min, 0),
  }
}
