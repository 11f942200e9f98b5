/** What zod hands to an override: a schema, and the JSON Schema made of it so far. */
export interface ZodContext {
  readonly zodSchema: ZodSchema
  readonly jsonSchema: Record<string, unknown>
}

interface ZodSchema {
  readonly _zod: { readonly def: ZodDef; readonly check?: unknown; readonly bag?: ZodBag; readonly optout?: unknown }
}

/** What zod keeps of a `stringbool`: its words. */
interface ZodBag {
  readonly truthy?: readonly string[]
  readonly falsy?: readonly string[]
  readonly case?: string
}

interface ZodDef {
  readonly type?: string
  readonly [setting: string]: unknown
}

/** Types of which JSON Schema says nothing: all of them would look the same. */
const wordless = new Set(['bigint', 'custom', 'function', 'map', 'nan', 'set', 'symbol', 'undefined', 'void'])

/** Types whose content stays unknown beside. */
const opaque = new Set(['function', 'map', 'set'])

/** Adds as `x-` keywords what JSON Schema has no word for: two schemas that parse differently shall read differently. */
export function addZodWords({ zodSchema, jsonSchema }: ZodContext): void {
  const { def } = zodSchema._zod
  const { type = '' } = def
  if (type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time', 'x-date': true })
  if (wordless.has(type)) jsonSchema['x-type'] = type
  if (opaque.has(type)) jsonSchema['x-opaque'] = true
  if (def['coerce'] === true) jsonSchema['x-coerce'] = true
  if (type === 'catch') jsonSchema['x-catch'] = true
  if (type === 'record' && isOptional(def['valueType'])) delete jsonSchema['required']
  addFlags(jsonSchema, patternsOf(zodSchema))
  addStringbool(jsonSchema, zodSchema)
  if (isGenerated(def)) {
    delete jsonSchema['default']
    jsonSchema['x-generated'] = true
  }
  append(jsonSchema, 'x-transform', transformsOf(zodSchema))
  append(jsonSchema, 'x-refine', refinementsOf(zodSchema))
}

/** Wrappers such as `.optional()` come with the keywords of what they wrap. */
function append(jsonSchema: Record<string, unknown>, keyword: string, texts: readonly string[]): void {
  const inherited = Array.isArray(jsonSchema[keyword]) ? jsonSchema[keyword] : []
  const all = new Set([...inherited, ...texts])
  if (all.size > 0) jsonSchema[keyword] = [...all]
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

/** zod gives every key of a record, and JSON leaves out what is undefined: with optional values no key has to arrive. */
const isOptional = (schema: unknown) => (schema as ZodSchema)._zod.optout === 'optional'

const checksOf = ({ _zod: { def } }: ZodSchema) => (def['checks'] ?? []) as readonly ZodSchema[]

const patternsOf = (schema: ZodSchema) =>
  [schema, ...checksOf(schema)].map(({ _zod }) => _zod.def['pattern']).filter((pattern) => pattern instanceof RegExp)

/** JSON Schema tells a pattern without its flags. */
function addFlags(jsonSchema: Record<string, unknown>, patterns: readonly RegExp[]): void {
  const parts = Array.isArray(jsonSchema['allOf']) ? jsonSchema['allOf'] : []
  for (const part of [jsonSchema, ...parts] as Record<string, unknown>[]) {
    const flagged = patterns.find(({ source, flags }) => source === part['pattern'] && flags !== '')
    if (flagged !== undefined) part['x-flags'] = flagged.flags
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

function refinementsOf(schema: ZodSchema): readonly string[] {
  const { def } = schema._zod
  // formats such as `z.url()` are their own first check
  return [...(def['check'] === undefined ? [] : [schema]), ...checksOf(schema)].flatMap(({ _zod }) => refinement(_zod, def.type ?? ''))
}

const unseen = ['hostname', 'protocol', 'normalize', 'alg']

function refinement({ def, check }: ZodSchema['_zod'], type: string): readonly string[] {
  if (def['check'] === 'custom') return [String(def['fn'] ?? check)]
  if (def['check'] === 'overwrite') return [String(def['tx'])]
  const isUnseen = type === 'date' || wordless.has(type) || unseen.some((setting) => def[setting] !== undefined)
  return isUnseen ? [settingsOf(def)] : []
}

const ignored = ['type', 'checks', 'error', 'abort', 'when']

const settingsOf = (def: ZodDef) =>
  Object.entries(def)
    .filter(([setting, value]) => !ignored.includes(setting) && value !== undefined)
    .map(([setting, value]) => `${setting} ${value instanceof Date ? value.toISOString() : String(value)}`)
    .join(', ')
