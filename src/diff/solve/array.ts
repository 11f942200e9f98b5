import { enumOf, type Formula, type FormulaOf, isAnything } from '../formula/formula.js'
import { type ArrayFacts, arrayFacts, type Count } from './array-facts.js'
import { firstOf, found, none, type Outcome, unknown } from './outcome.js'
import { atMost, goal, picks, solveParts, subsets } from './plan.js'
import type { Goal, Literal, Run } from './run.js'

/** Longer arrays are not written out. */
const LONGEST = 2_000

/** What each item shall meet and fail; `twins` are two that are equal. */
interface Plan {
  readonly goals: readonly Goal[]
  readonly twins?: readonly [number, number]
}

export function solveArray(run: Run, literals: readonly Literal[]): Outcome {
  const facts = arrayFacts(literals)
  const { min, max } = facts
  if (min > max) return none
  if (min > LONGEST) return unknown('an array too long to write')
  const lengths = Array.from({ length: Math.min(max, Math.max(min, facts.individual + facts.demanded)) - min + 1 }, (_, index) => min + index)
  let isCut = false
  const anyLength = run.random === undefined ? lengths : [...run.random.shuffle(lengths.concat([0, 1, 2, 3].map((more) => Math.min(max, min + more))))]
  const outcome = firstOf(anyLength, (length) => firstOf(atMost(plans(facts, length), () => (isCut = true)), (plan) => carryOut(run, facts, plan)))
  return outcome.kind === 'none' && isCut ? unknown('an array with too many ways to be built') : outcome
}

const itemAt = ({ prefix, rest }: FormulaOf<'items'>, index: number) => prefix[index] ?? rest

/** Every way to place what has to fail, what has to be counted and what has to be equal. */
function* plans(facts: ArrayFacts, length: number): Generator<Plan> {
  const { shapes, breaks, counts, individual } = facts
  const positions = Array.from({ length: Math.min(length, individual) }, (_, index) => index)
  const places = breaks.map((broken) => positions.filter((index) => !isAnything(itemAt(broken, index))))
  for (const placed of picks(places)) {
    for (const signs of picks(counts.map((counted) => [...signsFor(counted, positions, length)]))) {
      const goals = Array.from({ length }, (_, index) => ({
        meets: [...shapes.map((shape) => itemAt(shape, index)), ...signed(counts, signs, index, true)],
        fails: [...breaks.filter((_, number) => placed[number] === index).map((broken) => itemAt(broken, index)), ...signed(counts, signs, index, false)],
      }))
      if (facts.hasTwins) yield* pairs(positions).map((twins) => ({ goals, twins }))
      else yield { goals }
    }
  }
}

const pairs = (positions: readonly number[]) =>
  positions.flatMap((one) => positions.filter((other) => other > one).map((other) => [one, other] as const))

/** Of each item: counted, not counted, or as it comes. */
type Signs = readonly (boolean | undefined)[]

const signed = (counts: readonly Count[], signs: readonly Signs[], index: number, sign: boolean): readonly Formula[] =>
  counts.filter((_, number) => signs[number]![index] === sign).map(({ of }) => of)

/** Behind the positions that differ all items are alike: only how many are counted matters. */
function* signsFor({ min, max }: Count, positions: readonly number[], length: number): Generator<Signs> {
  const tail = length - positions.length
  const others = max === Infinity ? undefined : false
  for (const chosen of subsets(positions, Math.min(max, positions.length))) {
    for (let more = Math.max(0, min - chosen.length); more <= Math.min(tail, max - chosen.length); more++) {
      yield Array.from({ length }, (_, index) => chosen.includes(index) || (index >= positions.length && index < positions.length + more) || others)
      if (max === Infinity) break
    }
  }
}

function carryOut(run: Run, { isUnique }: ArrayFacts, { goals, twins }: Plan): Outcome {
  if (isUnique) return different(run, goals)
  if (twins === undefined) return solveParts(run, goals).outcome
  const [one, other] = twins
  const both = { meets: [...goals[one]!.meets, ...goals[other]!.meets], fails: [...goals[one]!.fails, ...goals[other]!.fails] }
  const { outcome, values } = solveParts(run, goals.map((part, index) => (index === one ? both : part)).filter((_, index) => index !== other))
  return outcome.kind === 'value' ? found([...values.slice(0, other), values[one], ...values.slice(other)], outcome.unsure) : outcome
}

/** One by one, each unlike those before. That this fails proves nothing unless those with the same values to choose from fail alone. */
function different(run: Run, goals: readonly Goal[]): Outcome {
  const outcome = greedily(run, goals)
  if (outcome.kind !== 'none') return outcome
  const back = greedily(run, goals.toReversed())
  if (back.kind === 'value' && Array.isArray(back.value)) return found(back.value.toReversed(), back.unsure)
  const keys = [...new Set(goals.map(idsOf))]
  const isProven = keys.some((key) => greedily(run, goals.filter((part) => idsOf(part) === key)).kind === 'none')
  return isProven ? none : unknown('uniqueItems')
}

function greedily(run: Run, goals: readonly Goal[]): Outcome {
  const values: unknown[] = []
  const unsure: string[] = []
  for (const part of goals) {
    const outcome = run.solve(goal(part.meets, values.length === 0 ? part.fails : [...part.fails, enumOf(values)]))
    if (outcome.kind !== 'value') return outcome
    values.push(outcome.value)
    unsure.push(...outcome.unsure)
  }
  return found(values, unsure)
}

const idsOf = ({ meets, fails }: Goal) => [meets, fails].map((list) => list.map(({ id }) => id).join()).join(' not ')
