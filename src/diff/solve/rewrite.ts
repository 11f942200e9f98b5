import { all, any, bound, count, enumOf, fields, type Formula, items, nothing, required } from '../formula/formula.js'
import { isRecord } from '../../engine/record.js'
import type { JsonType } from '../schema/json.js'
import type { Literal } from './run.js'

/** The simpler literals that say the same; `undefined` where there are none. */
export function rewritten({ formula, positive }: Literal, type: JsonType): readonly Literal[] | undefined {
  if (formula.kind === 'not') return [{ formula: formula.part, positive: !positive }]
  if (positive) return undefined
  if (formula.kind === 'count') {
    const { of, min, max } = formula
    const fewer = min === 0 ? nothing : count(of, 0, min - 1)
    return [{ formula: any(fewer, max === Infinity ? nothing : count(of, max + 1, Infinity)), positive: true }]
  }
  if (formula.kind !== 'enum' || (type !== 'array' && type !== 'object')) return undefined
  return formula.values.map((value) => ({ formula: exactly(value), positive: false }))
}

/** A value as the demands that only it meets. */
function exactly(value: unknown): Formula {
  if (Array.isArray(value)) {
    const size = [bound('items', 'min', value.length), bound('items', 'max', value.length)]
    return all(...size, items(value.map(within), nothing))
  }
  if (!isRecord(value)) return enumOf([value])
  const named = Object.entries(value).map(([key, field]) => [key, within(field)] as const)
  return all(...named.map(([key]) => required(key)), fields(new Map(named), [], nothing))
}

/** In a field or an item the type is open: only the value itself will do. */
const within = (value: unknown): Formula => enumOf([value])
