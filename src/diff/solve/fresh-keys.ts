import { bound, enumOf, type Formula, pattern, type } from '../formula/formula.js'
import type { ObjectFacts } from './object-facts.js'
import { goal } from './plan.js'
import type { Run } from './run.js'

/** More patterns than this are not combined in every way. */
const MOST_CONDITIONS = 4
/** More fields than this are not made up. */
const MOST_KEYS = 64

/**
 * Names that nothing speaks of, as many of each kind as may be needed; two names are of one kind where the same patterns match them.
 * `areAll`: every kind was looked at.
 */
export function freshKeys(run: Run, facts: ObjectFacts): { readonly keys: readonly string[]; readonly areAll: boolean } {
  const sources = new Set([...facts.groups, ...facts.breaks].flatMap(({ patterns }) => patterns.map(([source]) => source)))
  const conditions = [...[...sources].map((source) => pattern(source)), ...facts.nameBreaks]
  const wanted = Math.min(MOST_KEYS, Math.max(facts.breaks.length + facts.nameBreaks.length, facts.min, 1))
  const keys: string[] = []
  let areAll = conditions.length <= MOST_CONDITIONS && wanted < MOST_KEYS
  for (const met of kinds(conditions)) {
    for (let number = 0; number < wanted; number++) {
      const plain = run.solve(keyGoal(facts, conditions, met, keys, [nonEmpty]))
      const outcome = plain.kind === 'none' ? run.solve(keyGoal(facts, conditions, met, keys)) : plain
      if (outcome.kind === 'unknown') areAll = false
      if (outcome.kind !== 'value' || typeof outcome.value !== 'string') break
      keys.push(outcome.value)
    }
  }
  return { keys, areAll }
}

/** Names that people can read come first. */
const nonEmpty = bound('length', 'min', 1)

const keyGoal = ({ nameRules, known }: ObjectFacts, conditions: readonly Formula[], met: ReadonlySet<Formula>, used: readonly string[], more: readonly Formula[] = []) =>
  goal(
    [type('string'), ...more, ...nameRules, ...conditions.filter((condition) => met.has(condition))],
    [...conditions.filter((condition) => !met.has(condition)), enumOf([...known, ...used])],
  )

/** Every combination of conditions that a name may meet; of many, only none and each alone. */
function kinds(conditions: readonly Formula[]): readonly ReadonlySet<Formula>[] {
  if (conditions.length > MOST_CONDITIONS) return [new Set(), ...conditions.map((condition) => new Set([condition]))]
  return conditions.reduce<readonly ReadonlySet<Formula>[]>((sofar, condition) => [...sofar, ...sofar.map((met) => new Set(met).add(condition))], [new Set()])
}
