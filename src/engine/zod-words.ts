import type { AnySchema } from '@orpc/contract'
import { addOverwrites, append, checksOf, type Describe, refinementsOf, wordless, type ZodDef, type ZodSchema } from './zod-checks.js'

/** What zod hands to an override: a schema, and the JSON Schema made of it so far. */
export interface ZodContext {
  readonly zodSchema: ZodSchema
  readonly jsonSchema: Record<string, unknown>
}

/** Types whose content stays unknown beside. */
const opaque = new Set(['function', 'map', 'set'])

/** Adds as `x-` keywords what JSON Schema has no word for: two schemas that parse differently shall read differently. */
export function addZodWords({ zodSchema, jsonSchema }: ZodContext, mode: 'input' | 'output', describe: Describe): void {
  const { def } = zodSchema._zod
  const { type = '' } = def
  if (type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time', 'x-date': true })
  if (wordless.has(type)) jsonSchema['x-type'] = type
  if (opaque.has(type)) jsonSchema['x-opaque'] = true
  if (def['coerce'] === true) jsonSchema['x-coerce'] = true
  if (type === 'catch') jsonSchema['x-catch'] = true
  // whether it also takes what is wrong, to say so, depends on the release of zod
  if (type === 'success' && mode === 'input') Object.assign(jsonSchema, { type: undefined, 'x-refine': [`success of ${describe(def['innerType'])}`] })
  if (type === 'literal') addLiteral(jsonSchema, def['values'] as readonly unknown[])
  if (isPreprocess(zodSchema) && mode === 'input') jsonSchema['x-preprocess'] = true
  addRecord(jsonSchema, def, mode, describe)
  addFlags(jsonSchema, patternsOf(zodSchema))
  addStringbool(jsonSchema, zodSchema)
  if (isGenerated(def)) {
    delete jsonSchema['default']
    jsonSchema['x-generated'] = true
  }
  append(jsonSchema, 'x-transform', transformsOf(zodSchema))
  append(jsonSchema, 'x-refine', [...refinementsOf(zodSchema, jsonSchema, describe), ...(mode === 'input' ? endOf(zodSchema, describe) : [])])
  addOverwrites(jsonSchema, zodSchema, describe)
}

/** A default that differs each time it is read, such as a new id, must not make a schema differ from itself. */
function isGenerated(def: ZodDef): boolean {
  if (def.type === 'catch') return isDynamic(def['catchValue'])
  if (def.type !== 'default' && def.type !== 'prefault') return false
  const [one, two] = [def['defaultValue'], def['defaultValue']]
  return typeof one !== 'object' && !Object.is(one, two)
}

/** A fallback that looks at what it stands in for, or is made anew. */
function isDynamic(fallback: unknown): boolean {
  if (typeof fallback !== 'function' || fallback.length > 0) return true
  const [one, two]: readonly unknown[] = [fallback(), fallback()]
  return typeof one !== 'object' && !Object.is(one, two)
}

/** A literal that no value of JSON is. */
function addLiteral(jsonSchema: Record<string, unknown>, values: readonly unknown[]): void {
  const isNever = values.every((value) => value === undefined)
  if (!isNever && !values.some((value) => typeof value === 'bigint')) return
  for (const keyword of ['type', 'const', 'enum']) delete jsonSchema[keyword]
  jsonSchema['x-type'] = isNever ? 'undefined' : `literal ${values.map((value) => (typeof value === 'bigint' ? `${value}n` : JSON.stringify(value))).join()}`
}

/** What comes before the schema makes something else of what is sent. */
const isPreprocess = ({ _zod: { def } }: ZodSchema): boolean => def.type === 'pipe' && typeOf(def['in']) === 'transform'

const typeOf = (schema: unknown) => (schema as ZodSchema)._zod.def.type

function addRecord(jsonSchema: Record<string, unknown>, def: ZodDef, mode: 'input' | 'output', describe: Describe): void {
  if (def.type !== 'record') return
  if (isOptional(def['valueType']) || mayBeAbsent(def['valueType'], mode)) delete jsonSchema['required']
  const names = describe(def['keyType'])
  const isLoose = def['mode'] === 'loose'
  // a loose one keeps fields with other names as they are
  if (isLoose) for (const keyword of ['patternProperties', 'propertyNames', 'additionalProperties', 'required']) delete jsonSchema[keyword]
  if (isLoose) append(jsonSchema, 'x-refine', [`fields ${names}: ${describe(def['valueType'])}`])
  // bounds of a number go unsaid
  else if (numeric.test(names)) append(jsonSchema, 'x-refine', [`names ${names}`])
}

const numeric = /"(?:minimum|maximum|exclusiveMinimum|exclusiveMaximum|multipleOf)":/

/** zod gives every key of a record, and JSON leaves out what is undefined: with optional values no key has to arrive. */
const isOptional = (schema: unknown) => (schema as ZodSchema)._zod.optout === 'optional'

/** Whether a record takes nothing for one of its values, or leaves it out. */
function mayBeAbsent(schema: unknown, mode: 'input' | 'output'): boolean {
  try {
    const result = (schema as AnySchema)['~standard'].validate(undefined)
    if (!(result instanceof Promise)) return result.issues === undefined && (mode === 'input' || result.value === undefined)
    result.catch(() => undefined)
  } catch {
    // what throws takes nothing
  }
  return false
}

const patternsOf = (schema: ZodSchema) =>
  [schema, ...checksOf(schema)].map(({ _zod }) => _zod.def['pattern']).filter((pattern) => pattern instanceof RegExp)

/** JSON Schema tells a pattern without its flags; two of one text come in their order. */
function addFlags(jsonSchema: Record<string, unknown>, patterns: readonly RegExp[]): void {
  const parts = Array.isArray(jsonSchema['allOf']) ? jsonSchema['allOf'] : []
  const left = [...new Set(patterns)]
  for (const part of [jsonSchema, ...parts] as Record<string, unknown>[]) {
    const index = left.findIndex(({ source }) => source === part['pattern'])
    const [found] = index < 0 ? [] : left.splice(index, 1)
    if (found !== undefined && found.flags !== '') part['x-flags'] = found.flags
  }
}

/** The words that a `stringbool` reads are out of sight in its transformation. */
function addStringbool(jsonSchema: Record<string, unknown>, { _zod: { bag } }: ZodSchema): void {
  if (!Array.isArray(bag?.truthy) || jsonSchema['type'] !== 'string') return
  const words = [...bag.truthy, ...(bag.falsy ?? [])].map((word) => String(word).replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`))
  jsonSchema['pattern'] = `^(?:${words.join('|')})$`
  if (bag.case !== 'sensitive') jsonSchema['x-flags'] = 'i'
}

/** Of a pipe JSON Schema shows one end: a transform in its middle has to be looked for. */
function transformsOf({ _zod: { def, bag } }: ZodSchema): readonly string[] {
  if (bag?.truthy !== undefined) return []
  const own = def['transform'] === undefined ? [] : [String(def['transform'])]
  if (def.type !== 'pipe') return own
  return [...transformsOf(def['in'] as ZodSchema), ...own, ...transformsOf(def['out'] as ZodSchema)]
}

/** What a pipe leads into: JSON Schema shows where it begins. */
function endOf({ _zod: { def, bag } }: ZodSchema, describe: Describe): readonly string[] {
  if (def.type !== 'pipe' || bag?.truthy !== undefined || typeOf(def['in']) === 'transform' || typeOf(def['out']) === 'transform') return []
  const text = describe(def['out'])
  return text === '{}' ? [] : [`into ${text}`]
}
