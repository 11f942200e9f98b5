import type { Formula } from '../formula/formula.js'
import { found, type Outcome, unknown, unsureOf } from './outcome.js'
import type { Goal, Run } from './run.js'

/** More ways than this to build one array or object are not tried. */
const MOST_PLANS = 400

/** Stops after so many; what comes behind has not been tried, so that `none` would be no proof. */
export function* atMost<T>(plans: Iterable<T>, onMore: () => void): Generator<T> {
  let count = 0
  for (const plan of plans) {
    if (count++ >= MOST_PLANS) return onMore()
    yield plan
  }
}

/** Every way to pick one option for each. */
export function* picks<Option>(options: readonly (readonly Option[])[]): Generator<readonly Option[]> {
  const [first, ...others] = options
  if (first === undefined) return yield []
  for (const option of first) for (const rest of picks(others)) yield [option, ...rest]
}

/** Every subset of at most so many. */
export function* subsets<Item>(items: readonly Item[], most: number): Generator<readonly Item[]> {
  const [first, ...others] = items
  if (first === undefined) return yield []
  for (const rest of subsets(others, most)) {
    yield rest
    if (rest.length < most) yield [first, ...rest]
  }
}

export const goal = (meets: readonly Formula[], fails: readonly Formula[] = []): Goal => ({ meets, fails })

/** Solves parts one after the other; the first that has no value settles it. */
export function solveParts(run: Run, goals: readonly Goal[]): { readonly outcome: Outcome; readonly values: readonly unknown[] } {
  const outcomes: Outcome[] = []
  for (const part of goals) {
    const outcome = run.solve(part)
    if (outcome.kind === 'none') return { outcome, values: [] }
    outcomes.push(outcome)
  }
  const why = [...new Set(outcomes.flatMap(unsureOf))]
  if (outcomes.some(({ kind }) => kind === 'unknown')) return { outcome: unknown(...why), values: [] }
  const values = outcomes.map((outcome) => (outcome.kind === 'value' ? outcome.value : undefined))
  return { outcome: found(values, why), values }
}
