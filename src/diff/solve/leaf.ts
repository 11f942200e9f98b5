import { holds, negated } from '../formula/holds.js'
import type { Formula } from '../formula/formula.js'
import { type JsonType, typeOf } from '../schema/json.js'
import { solveArray } from './array.js'
import { solveNumber } from './number.js'
import { solveObject } from './object.js'
import { firstOf, found, none, type Outcome } from './outcome.js'
import type { Literal, Run } from './run.js'
import { solveString } from './string.js'

/** A value of one type that meets literals. */
export function leaf(run: Run, type: JsonType, literals: readonly Literal[]): Outcome {
  const enumeration = literals.find(({ formula, positive }) => positive && formula.kind === 'enum')
  if (enumeration?.formula.kind === 'enum') return amongFew(run, literals, enumeration.formula.values)
  if (type === 'null') return amongFew(run, literals, [null])
  if (type === 'boolean') return amongFew(run, literals, [false, true])
  const hinted = firstOf(run.random?.shuffle(hintsFor(literals, type)) ?? hintsFor(literals, type), (value) => tried(value, literals))
  if (hinted.kind === 'value' && (run.random === undefined || run.random.int(2) === 0)) return hinted
  const decided = literals.filter(({ formula }) => formula.kind !== 'opaque')
  const unsure = literals.flatMap(({ formula }) => (formula.kind === 'opaque' ? [formula.text] : []))
  const outcome = solvers[type](run, decided)
  return outcome.kind === 'value' ? found(outcome.value, [...outcome.unsure, ...unsure]) : outcome
}

const solvers = { number: solveNumber, string: solveString, array: solveArray, object: solveObject }

function amongFew(run: Run, literals: readonly Literal[], values: readonly unknown[]): Outcome {
  return firstOf(run.random?.shuffle(values) ?? values, (value) => tried(value, literals))
}

/** A value that is given, held against all literals. */
function tried(value: unknown, literals: readonly Literal[]): Outcome {
  const truths = literals.map(({ formula, positive }) => [formula, positive ? holds(formula, value) : negated(holds(formula, value))] as const)
  if (truths.some(([, truth]) => truth === false)) return none
  const unsure = truths.filter(([, truth]) => truth === undefined).map(([formula]) => textOf(formula))
  return found(value, unsure)
}

const textOf = (formula: Formula) => (formula.kind === 'opaque' ? formula.text : formula.kind === 'pattern' ? `pattern ${formula.source}` : formula.kind)

const hintsFor = (literals: readonly Literal[], type: JsonType) =>
  literals.flatMap(({ formula }) => (formula.kind === 'opaque' ? formula.hints : [])).filter((hint) => typeOf(hint) === type)
