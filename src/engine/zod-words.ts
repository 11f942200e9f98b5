/** What zod hands to an override: a schema, and the JSON Schema made of it so far. */
export interface ZodContext {
  readonly zodSchema: ZodSchema
  readonly jsonSchema: Record<string, unknown>
}

interface ZodSchema {
  readonly _zod: { readonly def: ZodDef; readonly check?: unknown }
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
  if (def.type !== 'default' && def.type !== 'prefault') return false
  const [one, two] = [def['defaultValue'], def['defaultValue']]
  return typeof one !== 'object' && !Object.is(one, two)
}

/** Of a pipe JSON Schema shows one end: a transform in its middle has to be looked for. */
function transformsOf({ _zod: { def } }: ZodSchema): readonly string[] {
  const own = def['transform'] === undefined ? [] : [String(def['transform'])]
  if (def.type !== 'pipe') return own
  return [...transformsOf(def['in'] as ZodSchema), ...own, ...transformsOf(def['out'] as ZodSchema)]
}

function refinementsOf(schema: ZodSchema): readonly string[] {
  const { def } = schema._zod
  const checks = (def['checks'] ?? []) as readonly ZodSchema[]
  // formats such as `z.url()` are their own first check
  return [...(def['check'] === undefined ? [] : [schema]), ...checks].flatMap(({ _zod }) => refinement(_zod, def.type ?? ''))
}

const unseen = ['hostname', 'protocol', 'normalize', 'alg']

function refinement({ def, check }: ZodSchema['_zod'], type: string): readonly string[] {
  if (def['check'] === 'custom') return [String(def['fn'] ?? check)]
  if (def['check'] === 'overwrite') return [String(def['tx'])]
  const hasFlags = def['pattern'] instanceof RegExp && def['format'] === 'regex' && def['pattern'].flags !== ''
  const isUnseen = hasFlags || type === 'date' || wordless.has(type) || unseen.some((setting) => def[setting] !== undefined)
  return isUnseen ? [settingsOf(def)] : []
}

const ignored = ['type', 'checks', 'error', 'abort', 'when']

const settingsOf = (def: ZodDef) =>
  Object.entries(def)
    .filter(([setting, value]) => !ignored.includes(setting) && value !== undefined)
    .map(([setting, value]) => `${setting} ${value instanceof Date ? value.toISOString() : String(value)}`)
    .join(', ')
