import { all, any, anything, enumOf, type Formula, not, nothing } from '../formula/formula.js'
import { type JsonType, jsonTypes, typeOf } from '../schema/json.js'
import type { Run } from './run.js'

const boundTypes = { value: 'number', length: 'string', items: 'array', keys: 'object' } as const
const literalTypes = {
  multiple: 'number', pattern: 'string', items: 'array', count: 'array', unique: 'array', fields: 'object', required: 'object', names: 'object',
} as const

/** The formula as a value of one type sees it: literals of other types are true. */
export function restrict(run: Run, formula: Formula, type: JsonType): Formula {
  const known = run.restricted.get(type) ?? new Map<number, Formula>()
  run.restricted.set(type, known)
  const before = known.get(formula.id)
  if (before !== undefined) return before
  const restricted = restricting(run, formula, type)
  known.set(formula.id, restricted)
  return restricted
}

function restricting(run: Run, formula: Formula, type: JsonType): Formula {
  const { kind } = formula
  const go = (part: Formula) => restrict(run, part, type)
  if (kind === 'all') return all(...formula.parts.map(go))
  if (kind === 'any') return any(...formula.parts.map(go))
  if (kind === 'not') return not(go(formula.part))
  if (kind === 'type') return formula.type === type ? anything : nothing
  if (kind === 'enum') return enumOf(formula.values.filter((value) => typeOf(value) === type))
  if (kind === 'bound') return boundTypes[formula.on] === type ? formula : anything
  if (kind === 'ref' || kind === 'opaque') return formula
  return literalTypes[kind] === type ? formula : anything
}

/** The types that a value meeting the formula can have, and perhaps more. */
export function typesOf(formula: Formula): ReadonlySet<JsonType> {
  if (formula.kind === 'type') return new Set([formula.type])
  if (formula.kind === 'enum') return new Set(formula.values.map(typeOf))
  if (formula.kind === 'any') return new Set(formula.parts.flatMap((part) => [...typesOf(part)]))
  if (formula.kind !== 'all') return new Set(jsonTypes)
  return formula.parts.map(typesOf).reduce<ReadonlySet<JsonType>>((kept, types) => new Set([...kept].filter((type) => types.has(type))), new Set(jsonTypes))
}
