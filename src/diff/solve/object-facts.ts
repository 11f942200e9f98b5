import type { Formula, FormulaOf } from '../formula/formula.js'
import { limits } from './limits.js'
import type { Literal } from './run.js'

/** The literals of an object, sorted by what they ask for. */
export interface ObjectFacts {
  readonly min: number
  readonly max: number
  /** What fields shall be. */
  readonly groups: readonly FormulaOf<'fields'>[]
  /** Each shall be broken by some field. */
  readonly breaks: readonly FormulaOf<'fields'>[]
  /** What names shall be. */
  readonly nameRules: readonly Formula[]
  /** Each shall be broken by some name. */
  readonly nameBreaks: readonly Formula[]
  readonly needed: readonly string[]
  readonly absent: ReadonlySet<string>
  /** Every name that something speaks of. */
  readonly known: readonly string[]
}

export function objectFacts(literals: readonly Literal[]): ObjectFacts {
  const groups = literals.flatMap(({ formula, positive }) => (formula.kind === 'fields' && positive ? [formula] : []))
  const breaks = literals.flatMap(({ formula, positive }) => (formula.kind === 'fields' && !positive ? [formula] : []))
  const rules = (sign: boolean) => literals.flatMap(({ formula, positive }) => (formula.kind === 'names' && positive === sign ? [formula.of] : []))
  const keys = (sign: boolean) => literals.flatMap(({ formula, positive }) => (formula.kind === 'required' && positive === sign ? [formula.key] : []))
  const named = [...groups, ...breaks].flatMap((group) => [...group.named.keys()])
  const listed = [...rules(true), ...rules(false)].flatMap(namesListed)
  return {
    ...limits('keys', literals),
    groups,
    breaks,
    nameRules: rules(true),
    nameBreaks: rules(false),
    needed: keys(true),
    absent: new Set(keys(false)),
    known: [...new Set([...keys(true), ...named, ...keys(false), ...listed])],
  }
}

/** Names that a rule about names lists one by one. */
function namesListed(rule: Formula): readonly string[] {
  if (rule.kind === 'enum') return rule.values.filter((value) => typeof value === 'string')
  return rule.kind === 'all' || rule.kind === 'any' ? rule.parts.flatMap(namesListed) : []
}
