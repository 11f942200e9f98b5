import { isRecord } from '../../engine/record.js'
import { asRecord, canonical, token } from '../schema/json.js'
import { all, anything, type Formula, fields, items, nothing, opaque, ref } from './formula.js'
import { keywords } from './keywords.js'
import { type Reading, strips, wholeId } from './reading.js'
import { refers } from '../schema/refers.js'
import { unevaluatedItems, unevaluatedProperties } from './unevaluated.js'
import { withZodWords } from './zod-words.js'

/** What a schema demands of a value. */
export function compile(schema: unknown, pointer: string, reading: Reading): Formula {
  if (schema === false) return reading.relaxed.has(pointer) ? anything : nothing
  if (!isRecord(schema) || reading.relaxed.has(wholeId(pointer))) return anything
  const { compiled } = reading
  if (compiled === undefined || refers(schema) || isTouched(pointer, reading)) return compiledAnew(schema, pointer, reading)
  const key = `${reading.role} ${reading.by} ${pointer}`
  const formula = compiled.get(key) ?? compiledAnew(schema, pointer, reading)
  compiled.set(key, formula)
  return formula
}

/** Whether a reading leaves out something in here. */
function isTouched(pointer: string, { relaxed }: Reading): boolean {
  for (const id of relaxed) if (id.startsWith(pointer)) return true
  return false
}

function compiledAnew(schema: Readonly<Record<string, unknown>>, pointer: string, reading: Reading): Formula {
  const own = Object.keys(schema).map((keyword) => compileKeyword(schema, keyword, pointer, reading))
  return withZodWords(all(...own), schema, `${pointer} of ${reading.role}`, reading)
}

/** What one keyword demands, with the neighbours that it depends on. */
export function compileKeyword(schema: Readonly<Record<string, unknown>>, keyword: string, pointer: string, reading: Reading): Formula {
  const here = pointer + token(keyword)
  const isGrouped = groups.some((group) => group.keywords.includes(keyword))
  if (reading.relaxed.has(here) && !isGrouped) return anything
  if (keyword === '$ref') return reference(schema[keyword], reading)
  // never the same as in another document
  if (keyword === '$dynamicRef' || keyword === '$recursiveRef') return opaque(`what ${String(schema[keyword])} refers to in ${canonical(reading.document.root)}`)
  const group = groups.find((one) => one.keywords.includes(keyword))
  if (group !== undefined) return group.keywords.find((one) => one in schema) === keyword ? group.compile(schema, pointer, reading) : anything
  if (keyword === 'unevaluatedProperties') return unevaluatedProperties(schema, pointer, reading, compile)
  if (keyword === 'unevaluatedItems') return unevaluatedItems(schema, pointer, reading, compile)
  if (!Object.hasOwn(keywords, keyword)) return anything
  return keywords[keyword]!({ schema, value: schema[keyword], pointer: here, reading, compile })
}

/** Keywords that have a meaning only together; the first that is there stands for all. */
const groups = [
  { keywords: ['properties', 'patternProperties', 'additionalProperties'], compile: object },
  { keywords: ['prefixItems', 'items'], compile: array },
]

function reference(target: unknown, reading: Reading): Formula {
  const found = reading.document.resolve(String(target))
  if (found === undefined) return opaque(`what ${String(target)} refers to`)
  const { role, by, zod, mode, relaxed } = reading
  const name = [role, by, zod, mode, [...relaxed].sort().join(), reading.document.closure(found.pointer), reading.foreign?.(found.pointer).join() ?? ''].join(' ')
  return ref(name, () => compile(found.schema, found.pointer, reading))
}

function object(schema: Readonly<Record<string, unknown>>, pointer: string, reading: Reading): Formula {
  const at = (keyword: string, key: string, value: unknown) => compile(value, `${pointer}/${keyword}${token(key)}`, reading)
  const extra = `${pointer}/additionalProperties`
  const relaxed = [...reading.relaxed].filter((id) => id.startsWith(`${extra}#`)).map((id) => id.slice(extra.length + 1))
  const isOpen = strips(schema, reading)
  const rest = reading.relaxed.has(extra) ? anything : isOpen && reading.by === 'kept' ? nothing : compile(schema['additionalProperties'] ?? true, extra, reading)
  const foreign = isOpen && reading.by === 'accepted' ? (reading.foreign?.(pointer) ?? []) : []
  const named = Object.entries(asRecord(schema['properties'])).map(([key, value]) => [key, at('properties', key, value)] as const)
  const patterns = Object.entries(asRecord(schema['patternProperties'])).map(([key, value]) => [key, at('patternProperties', key, value)] as const)
  return fields(new Map([...foreign.map((key) => [key, nothing] as const), ...relaxed.map((key) => [key, anything] as const), ...named]), patterns, rest)
}

function array(schema: Readonly<Record<string, unknown>>, pointer: string, reading: Reading): Formula {
  const prefix = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : []
  const isRelaxed = reading.relaxed.has(`${pointer}/items`)
  const rest = isRelaxed ? anything : compile(schema['items'] ?? true, `${pointer}/items`, reading)
  return items(prefix.map((item, index) => compile(item, `${pointer}/prefixItems/${index}`, reading)), rest)
}
