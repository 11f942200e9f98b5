import type { Formula } from '../formula/formula.js'
import type { JsonType } from '../schema/json.js'
import type { Outcome } from './outcome.js'
import type { Random } from './random.js'

/** What a value shall and shall not meet. */
export interface Goal {
  readonly meets: readonly Formula[]
  readonly fails: readonly Formula[]
}

/** A literal with its sign. */
export interface Literal {
  readonly formula: Formula
  readonly positive: boolean
}

/** One search: what it knows, how deep it is, and what it may still spend. */
export interface Run {
  /** A value for a part of the value that is looked for. */
  readonly solve: (goal: Goal) => Outcome
  readonly random: Random | undefined
  readonly known: Map<string, Outcome>
  /** Goals under way, by the depth at which they began. */
  readonly active: Map<string, number>
  readonly restricted: Map<JsonType, Map<number, Formula>>
  /** The shallowest goal under way that the newest `none` rests on. */
  restsOn: number
  /** Steps that are left. */
  left: number
}

export const spent = (run: Run): boolean => run.left-- <= 0
