import type { Formula } from '../formula/formula.js'
import { forget } from '../regex/term.js'
import { type JsonType, jsonTypes } from '../schema/json.js'
import { branch, start } from './branch.js'
import { firstOf, none, type Outcome, unknown } from './outcome.js'
import type { Random } from './random.js'
import { restrict, typesOf } from './restrict.js'
import { type Goal, type Run, spent } from './run.js'

/** Steps for one question; far more than people's schemas need. */
const STEPS = 8_000

/**
 * A value that meets some formulas and fails others, or the proof that there is none: a tableau over the connectives,
 * with a procedure of its own for each type. With `random` the value is any, not the smallest.
 */
export function solve(goal: Goal, options: { readonly random?: Random; readonly steps?: number; readonly memory?: Memory } = {}): Outcome {
  forget()
  const run: Run = {
    solve: (child) => solveGoal(run, child),
    random: options.random,
    known: options.memory?.known ?? new Map(),
    active: new Map(),
    restricted: options.memory?.restricted ?? new Map(),
    restsOn: Infinity,
    left: options.steps ?? STEPS,
  }
  return solveGoal(run, goal)
}

/** What questions about the same two sides share; only for those without `random`. */
export type Memory = Pick<Run, 'known' | 'restricted'>

export const newMemory = (): Memory => ({ known: new Map(), restricted: new Map() })

const keyOf = ({ meets, fails }: Goal) => [meets, fails].map((list) => [...new Set(list.map(({ id }) => id))].sort((a, b) => a - b).join()).join(' not ')

/**
 * A goal that turns up inside itself has no value there: a smallest value does not contain another of its kind.
 * What rests on that is kept only once the outer goal is settled, or a break behind a cycle would be masked.
 */
function solveGoal(run: Run, goal: Goal): Outcome {
  if (goal.fails.some((formula) => goal.meets.includes(formula))) return none
  const key = keyOf(goal)
  const known = run.known.get(key)
  if (known !== undefined && (run.random === undefined || known.kind === 'none')) return known
  const began = run.active.get(key)
  if (began !== undefined) {
    run.restsOn = Math.min(run.restsOn, began)
    return none
  }
  return spent(run) ? unknown('it is too large') : enter(run, goal, key)
}

function enter(run: Run, goal: Goal, key: string): Outcome {
  const depth = run.active.size
  const outside = run.restsOn
  run.restsOn = Infinity
  run.active.set(key, depth)
  const outcome = byType(run, goal)
  run.active.delete(key)
  const isSettled = run.restsOn >= depth || outcome.kind === 'value'
  // that the steps ran out is no knowledge
  if (isSettled && (outcome.kind !== 'unknown' || run.left > 0)) run.known.set(key, outcome)
  run.restsOn = isSettled ? outside : Math.min(outside, run.restsOn)
  return outcome
}

function byType(run: Run, goal: Goal): Outcome {
  const types = goal.meets.reduce<readonly JsonType[]>((kept, formula) => {
    const possible = typesOf(formula)
    return kept.filter((type) => possible.has(type))
  }, inOrder)
  const ordered = run.random?.shuffle(types) ?? types
  return firstOf(ordered, (type) => {
    const seen = (formula: Formula) => restrict(run, formula, type)
    return branch(run, type, start(type, goal.meets.map(seen), goal.fails.map(seen)))
  })
}

/** Small values first. */
const inOrder: readonly JsonType[] = [...jsonTypes].sort((a, b) => 'null boolean number string array object'.indexOf(a) - 'null boolean number string array object'.indexOf(b))
