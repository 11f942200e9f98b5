import { fieldAt, type Formula, isAnything } from '../formula/formula.js'
import { holds } from '../formula/holds.js'
import { matches } from '../formula/matches.js'
import { freshKeys } from './fresh-keys.js'
import { type ObjectFacts, objectFacts } from './object-facts.js'
import { firstOf, found, none, type Outcome, unknown } from './outcome.js'
import { atMost, goal, picks, solveParts } from './plan.js'
import type { Literal, Run } from './run.js'

export function solveObject(run: Run, literals: readonly Literal[]): Outcome {
  const facts = withoutSettled(objectFacts(literals))
  if (facts.min > facts.max || facts.needed.some((key) => facts.absent.has(key) || !mayBeNamed(facts, key))) return none
  const isEmptyRight = facts.breaks.length + facts.nameBreaks.length + facts.needed.length + facts.min === 0
  if (isEmptyRight && run.random === undefined) return found({})
  // what one demand alone rules out, all of them do
  const alone = facts.breaks.length > 1 && run.random === undefined ? facts.breaks.map((group) => ({ ...facts, breaks: [group], nameBreaks: [] })) : []
  return alone.some((one) => build(run, one).kind === 'none') ? none : build(run, facts)
}

/** Without the demands that are met anyway: what has to be there, such as another tag, breaks them. */
function withoutSettled(facts: ObjectFacts): ObjectFacts {
  const isBroken = (key: string, part: Formula) =>
    meetsAt(facts, key).some((meets) => meets.kind === 'enum' && meets.values.every((value) => holds(part, value) === false))
  return { ...facts, breaks: facts.breaks.filter((group) => !facts.needed.some((key) => isBroken(key, fieldAt(group, key, matches)))) }
}

function build(run: Run, facts: ObjectFacts): Outcome {
  const known = facts.known.filter((key) => !facts.absent.has(key) && mayBeNamed(facts, key))
  const fresh = freshKeys(run, facts)
  const keys = [...known, ...fresh.keys]
  let isCut = !fresh.areAll
  const options = breakOptions(facts, keys)
  const outcome = firstOf(atMost(picks(options), () => (isCut = true)), (picked) => carryOut(run, facts, keys, picked, fresh.areAll))
  return outcome.kind === 'none' && isCut ? unknown('an object with keys by pattern, or too many ways to be built') : outcome
}

const mayBeNamed = ({ nameRules }: ObjectFacts, key: string) => nameRules.every((rule) => holds(rule, key) !== false)

/** A field that is there and fails. */
interface Broken {
  readonly key: string
  readonly fails: readonly Formula[]
}

/** For each demand that something be broken: the fields that can do it. */
function breakOptions({ breaks, nameBreaks, groups }: ObjectFacts, keys: readonly string[]): readonly (readonly Broken[])[] {
  const canFail = (key: string, part: Formula) => !isAnything(part) && !groups.some((group) => fieldAt(group, key, matches) === part)
  const byField = breaks.map((group) =>
    keys.map((key) => ({ key, part: fieldAt(group, key, matches) })).filter(({ key, part }) => canFail(key, part)).map(({ key, part }) => ({ key, fails: [part] })),
  )
  const byName = nameBreaks.map((rule) => keys.filter((key) => holds(rule, key) !== true).map((key) => ({ key, fails: [] })))
  return [...byField, ...byName]
}

const meetsAt = ({ groups }: ObjectFacts, key: string) => groups.map((group) => fieldAt(group, key, matches))

function carryOut(run: Run, facts: ObjectFacts, keys: readonly string[], picked: readonly Broken[], areAll: boolean): Outcome {
  const chosen = [...new Set([...picked.map(({ key }) => key), ...facts.needed])]
  if (chosen.length > facts.max) return none
  const goals = chosen.map((key) => goal(meetsAt(facts, key), picked.filter((broken) => broken.key === key).flatMap(({ fails }) => fails)))
  const { outcome, values } = solveParts(run, goals)
  if (outcome.kind !== 'value') return outcome
  const entries = chosen.map((key, index) => [key, values[index]] as const)
  const unclear = picked.filter(({ key, fails }) => fails.length === 0 && facts.nameBreaks.some((rule) => holds(rule, key) === undefined)).map(({ key }) => `the name ${key}`)
  return filled(run, facts, keys.filter((key) => !chosen.includes(key)), entries, { unsure: [...outcome.unsure, ...unclear], areAll })
}

/** Adds fields until there are enough; at random, some more. */
function filled(
  run: Run,
  facts: ObjectFacts,
  others: readonly string[],
  entries: readonly (readonly [string, unknown])[],
  { unsure, areAll }: { readonly unsure: readonly string[]; readonly areAll: boolean },
): Outcome {
  const all = [...entries]
  const why = [...unsure]
  const isDeep = run.active.size > 8
  for (const key of run.random?.shuffle(others) ?? others) {
    const isWanted = all.length < facts.min || (run.random !== undefined && !isDeep && all.length < facts.max && run.random.int(2) === 0)
    const outcome = isWanted ? run.solve(goal(meetsAt(facts, key))) : none
    if (outcome.kind === 'value') {
      all.push([key, outcome.value])
      why.push(...outcome.unsure)
    } else if (outcome.kind === 'unknown') areAll = false
  }
  if (all.length >= facts.min) return found(Object.fromEntries(all), why)
  return areAll ? none : unknown('minProperties')
}
