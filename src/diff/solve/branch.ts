import type { Formula } from '../formula/formula.js'
import type { JsonType } from '../schema/json.js'
import { leaf } from './leaf.js'
import { firstOf, none, type Outcome, unknown } from './outcome.js'
import { restrict } from './restrict.js'
import { rewritten } from './rewrite.js'
import { type Literal, type Run, spent } from './run.js'

/** What is left to decide about a value of one type. */
export interface State {
  readonly type: JsonType
  readonly literals: ReadonlyMap<string, Literal>
  /** Disjunctions: of each, one member has to hold. */
  readonly choices: readonly (readonly Literal[])[]
  /** References that were followed on this very value. */
  readonly seen: ReadonlySet<string>
  /** Not expanded yet. */
  readonly queue: readonly Literal[]
}

export const start = (type: JsonType, meets: readonly Formula[], fails: readonly Formula[]): State => ({
  type,
  literals: new Map(),
  choices: [],
  seen: new Set(),
  queue: [...meets.map((formula) => ({ formula, positive: true })), ...fails.map((formula) => ({ formula, positive: false }))],
})

const keyOf = ({ formula, positive }: Literal) => `${positive ? '+' : '-'}${formula.id}`
const opposite = ({ formula, positive }: Literal): Literal => ({ formula, positive: !positive })

/** Tries every way to decide. */
export function branch(run: Run, type: JsonType, state: State): Outcome {
  const open = expand(run, state)
  if (open === undefined) return none
  if (spent(run)) return unknown('it is too large')
  if (open.choices.length === 0) return leaf(run, type, [...open.literals.values()])
  if (open.choices.length > 1 && run.random === undefined) return amongSeveral(run, type, open)
  return decide(run, type, open)
}

/** What one choice alone rules out, all of them do; and a choice that only excludes what is excluded anyway is none. */
function amongSeveral(run: Run, type: JsonType, state: State): Outcome {
  const isRuledOut = state.choices.some((choice) => decide(run, type, { ...state, choices: [choice] }).kind === 'none')
  if (isRuledOut) return none
  const base = { ...state, choices: [] }
  const choices = state.choices.filter((choice) => branch(run, type, { ...base, queue: choice.map(opposite) }).kind !== 'none')
  return decide(run, type, { ...state, choices })
}

function decide(run: Run, type: JsonType, state: State): Outcome {
  const [choice, ...others] = [...state.choices].sort((a, b) => urgency(a) - urgency(b))
  if (choice === undefined) return leaf(run, type, [...state.literals.values()])
  const ordered = run.random?.shuffle(choice) ?? choice
  return firstOf(ordered, (member) => {
    const open = expand(run, { ...state, choices: others, queue: [member] })
    if (open === undefined) return none
    return spent(run) ? unknown('it is too large') : decide(run, type, open)
  })
}

/** What a value is, such as a member of a union, tells most about what it is not. */
const urgency = (choice: readonly Literal[]) => choice.length + (choice[0]?.positive === true ? 0 : 1_000)

/** Takes conjunctions apart until only literals and choices are left; `undefined` where they contradict each other. */
function expand(run: Run, state: State): State | undefined {
  const literals = new Map(state.literals)
  const seen = new Set(state.seen)
  const choices = [...state.choices]
  const queue = [...state.queue]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { formula, positive } = next
    if (formula.kind === 'all' || formula.kind === 'any') {
      const parts = formula.parts.map((part) => ({ formula: part, positive }))
      if ((formula.kind === 'all') === positive) queue.push(...parts)
      else if (parts.length === 0) return undefined
      else choices.push(parts)
    } else if (literals.has(keyOf(opposite(next))) || seen.has(keyOf(opposite(next)))) return undefined
    else if (formula.kind === 'ref') {
      if (!seen.has(keyOf(next))) queue.push({ formula: restrict(run, formula.resolve(), state.type), positive })
      else if (!positive) return undefined
      seen.add(keyOf(next))
    } else {
      const meaning = rewritten(next, state.type)
      if (meaning === undefined) literals.set(keyOf(next), next)
      else queue.push(...meaning)
    }
  }
  return simplified({ ...state, literals, seen, choices, queue: [] }, (again) => expand(run, again))
}

/** Drops choices that are made already and members that cannot be; a choice with one member left is none. */
function simplified(state: State, again: (state: State) => State | undefined): State | undefined {
  const open = state.choices
    .filter((choice) => !choice.some((member) => isSettled(state, member)))
    .map((choice) => choice.filter((member) => !state.literals.has(keyOf(opposite(member)))))
  if (open.some((choice) => choice.length === 0)) return undefined
  const forced = open.filter((choice) => choice.length === 1).flat()
  const choices = open.filter((choice) => choice.length > 1)
  return forced.length === 0 ? { ...state, choices } : again({ ...state, choices, queue: forced })
}

const isSettled = ({ literals }: State, member: Literal): boolean => literals.has(keyOf(member))
