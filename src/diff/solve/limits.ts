import type { Counted } from '../formula/formula.js'
import type { Literal } from './run.js'

/** The sizes that bounds leave. */
export function limits(on: Counted, literals: readonly Literal[]): { readonly min: number; readonly max: number } {
  return {
    min: Math.max(0, ...literals.flatMap((literal) => limitOf(on, literal, 'min'))),
    max: Math.min(Infinity, ...literals.flatMap((literal) => limitOf(on, literal, 'max'))),
  }
}

/** A bound that fails is its opposite. */
function limitOf(on: Counted, { formula, positive }: Literal, wanted: 'min' | 'max'): readonly number[] {
  if (formula.kind !== 'bound' || formula.on !== on) return []
  const { limit } = formula
  if (positive) return formula.side === wanted ? [wanted === 'min' ? Math.ceil(limit) : Math.floor(limit)] : []
  if (formula.side === wanted) return []
  return [wanted === 'min' ? Math.floor(limit) + 1 : Math.ceil(limit) - 1]
}
