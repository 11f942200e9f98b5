import { asList } from '../schema/json.js'
import { all, any, anything, type Formula, opaque } from './formula.js'
import type { Reading } from './reading.js'

/** Values that coercion takes although their type is another. */
const coerced = ['5', '', null, true, false, 0, 1, '2026-01-01T00:00:00.000Z', 'a', [], {}]

/** Values for types that JSON Schema has no word for, as they are on the wire. */
const wordless = ['1', '0', [], ['a'], [['a', 1]], null, {}, 0]

/** Adds what the engine's `x-` keywords say of a zod schema: what its parser does and JSON Schema cannot tell. */
export function withZodWords(formula: Formula, schema: Readonly<Record<string, unknown>>, place: string, reading: Reading): Formula {
  if (schema['x-catch'] === true && reading.mode === 'input' && reading.by === 'accepted') return anything
  const conditions = ['x-refine', 'x-transform'].flatMap((word) => asList(schema[word]).map((text) => opaque(`${word.slice(2)} ${String(text)}`)))
  const known = all(formula, ...conditions, ...typeWords(schema, place))
  if (schema['x-coerce'] !== true || reading.mode === 'output') return known
  return any(known, opaque(`coerce ${String(schema['type'])} ${String(schema['x-type'] ?? '')}`, coerced))
}

function typeWords(schema: Readonly<Record<string, unknown>>, place: string): readonly Formula[] {
  return [
    ...(schema['x-type'] === undefined ? [] : [opaque(`type ${String(schema['x-type'])}`, wordless)]),
    // never the same as another: nobody knows what is behind it
    ...(schema['x-opaque'] === true ? [opaque(`content unknown at ${place}`, wordless)] : []),
  ]
}
