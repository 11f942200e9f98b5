import { asList, asRecord, type JsonType, jsonTypes } from '../schema/json.js'
import { all, any, anything, bound, enumOf, type Formula, opaque, type } from './formula.js'
import type { Reading } from './reading.js'

type Schema = Readonly<Record<string, unknown>>

/** Values that coercion takes although their type is another. */
const coerced = ['5', '', null, true, false, 0, 1, '2026-01-01T00:00:00.000Z', 'a', [], {}]

/** Values for types that JSON Schema has no word for, as they are on the wire. */
const wordless = ['1', '0', [], ['a'], ['a', 'b'], [1], [1, 2], [true], [{}], [['a', 1]], [['a', 'a']], [[1, 1]], null, {}, 0, 1, true]

/** Adds what the engine's `x-` keywords say of a zod schema: what its parser does and JSON Schema cannot tell. */
export function withZodWords(formula: Formula, schema: Schema, place: string, reading: Reading): Formula {
  if (isCatching(schema, reading)) return anything
  if (isPreprocessed(schema, reading)) return any(formula, opaque(`what is preprocessed at ${place}`, coerced))
  const words = ['x-refine', 'x-transform', ...(refusesNone(schema) ? [] : ['x-overwrite'])]
  const conditions = words.flatMap((word) => asList(schema[word]).map((text) => opaque(`${word.slice(2)} ${String(text)}`)))
  const said = isWrittenOver(schema, reading) ? any(formula, typeOf(schema)) : formula
  const known = any(all(said, ...conditions, ...typeWords(schema, place)), ...standIns(schema, reading))
  if (schema['x-coerce'] !== true || reading.mode === 'output') return known
  const kind = schema['x-date'] === true ? 'date' : String(schema['type'] ?? schema['x-type'])
  const surely = reading.role === 'takes' && isPlain(schema) ? (coercible[kind] ?? []) : []
  return any(known, ...surely, opaque(`coerce ${kind}`, coerced))
}

/** What comes out without having been checked: a default, a fallback. */
function standIns(schema: Schema, { mode }: Reading): readonly Formula[] {
  if (mode === 'input') return []
  const isMade = schema['x-generated'] === true
  return [...('default' in schema ? [enumOf([schema['default']])] : []), ...(isMade ? [opaque('a default or fallback that is made anew')] : [])]
}

/** Whether a fallback takes the place of whatever is refused, also of a field that is missing. */
const isCatching = (schema: Schema, { mode, by }: Reading) => schema['x-catch'] === true && mode === 'input' && by === 'accepted'

/** Whether a field may be missing that JSON Schema calls required: a fallback takes its place, what comes before its schema may, or what it is made into is nothing. */
export function mayBeAbsent(schema: Schema, reading: Reading): boolean {
  const { $ref } = schema
  const target = typeof $ref === 'string' ? asRecord(reading.document.resolve($ref)?.schema) : schema
  return isCatching(target, { ...reading, by: 'accepted' }) || isPreprocessed(target, reading) || isMade(target, reading)
}

/** Whether nobody checks what a transformation gives out: it may be nothing. */
const isMade = (schema: Schema, { role, mode }: Reading) =>
  role === 'sends' && mode === 'output' && schema['x-transform'] !== undefined && Object.keys(schema).every((keyword) => keyword.startsWith('x-'))

/** Whether anything may be sent, since something is made of it before its schema sees it. */
const isPreprocessed = (schema: Schema, { role, mode }: Reading) => role === 'sends' && mode === 'input' && schema['x-preprocess'] === true

/** What is checked before a value is changed is not said of what comes out, and what is checked behind it not of what goes in. */
const isWrittenOver = (schema: Schema, { role, mode }: Reading) => role === 'sends' && schema[mode === 'output' ? 'x-checked-before' : 'x-checked-behind'] === true

/** The type alone. */
const typeOf = ({ type: name }: Schema): Formula => (jsonTypes.includes(name as JsonType) ? type(name as JsonType) : anything)

/** Whether what changes the value is zod's own, which refuses no string, with nothing checked behind it. */
const refusesNone = (schema: Schema) =>
  schema['x-checked-behind'] !== true && asList(schema['x-overwrite']).every((text) => String(text).split(' then ').every((part) => part.startsWith('check ') || isOwn(part)))

const isOwn = (text: string) => /^\(?(\w+)\)?\s*=>\s*\1\.(?:trim|toLowerCase|toUpperCase|normalize)\((?:form)?\)$/.test(text)

const harmless = new Set(['type', 'format', 'default', 'title', 'description', 'examples', 'x-overwrite', 'x-coerce', 'x-date', 'x-generated', 'x-type'])

/** Whether nothing is checked behind what changes the value. */
const isPlain = (schema: Schema) =>
  Object.keys(schema).every((keyword) => harmless.has(keyword)) && refusesNone(schema)

/** The last instant that a date can hold, in milliseconds (ECMAScript, time range). */
const LAST = 8.64e15
const simple = [type('boolean'), type('null')]

/** What coercion takes for sure, whatever the value. */
const coercible: Readonly<Record<string, readonly Formula[]>> = {
  boolean: [anything],
  string: [...simple, type('number')],
  number: simple,
  date: [...simple, all(type('number'), bound('value', 'min', -LAST), bound('value', 'max', LAST))],
}

function typeWords(schema: Schema, place: string): readonly Formula[] {
  return [
    ...(schema['x-type'] === undefined ? [] : [opaque(`type ${String(schema['x-type'])}`, wordless)]),
    // never the same as another: nobody knows what is behind it
    ...(schema['x-opaque'] === true ? [opaque(`content unknown at ${place}`, wordless)] : []),
  ]
}
