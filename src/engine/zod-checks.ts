/** The part of a zod schema that is looked at here. */
export interface ZodSchema {
  readonly _zod: { readonly def: ZodDef; readonly check?: unknown; readonly bag?: ZodBag; readonly optout?: unknown }
}

/** What zod keeps of a `stringbool`: its words. */
interface ZodBag {
  readonly truthy?: readonly string[]
  readonly falsy?: readonly string[]
  readonly case?: string
}

/** What zod keeps of how a schema was made. */
export interface ZodDef {
  readonly type?: string
  readonly [setting: string]: unknown
}

/** Gives the text of what a part of a schema takes. */
export type Describe = (schema: unknown) => string

/** Types of which JSON Schema says nothing: all of them would look the same. */
export const wordless = new Set(['bigint', 'custom', 'function', 'map', 'nan', 'set', 'symbol', 'undefined', 'void'])

/** Wrappers such as `.optional()` come with the keywords of what they wrap. */
export function append(jsonSchema: Record<string, unknown>, keyword: string, texts: readonly string[]): void {
  const inherited = Array.isArray(jsonSchema[keyword]) ? jsonSchema[keyword] : []
  const all = new Set([...inherited, ...texts])
  if (all.size > 0) jsonSchema[keyword] = [...all]
}

export const checksOf = ({ _zod: { def } }: ZodSchema) => (def['checks'] ?? []) as readonly ZodSchema[]

/** What is checked and JSON Schema has no word for, as text. */
export function refinementsOf(schema: ZodSchema, jsonSchema: Record<string, unknown>, describe: Describe): readonly string[] {
  const { def } = schema._zod
  // formats such as `z.url()` are their own first check
  const texts = [...(def['check'] === undefined ? [] : [schema]), ...checksOf(schema)].flatMap(({ _zod }) => refinement(_zod, def.type ?? '', jsonSchema, describe))
  // what a pipe checks is what came out of it
  return def.type === 'pipe' ? texts.map((text) => `behind it: ${text}`) : texts
}

/** Every check in its order, where one of them changes the value: what comes before it sees another. */
export function addOverwrites(jsonSchema: Record<string, unknown>, schema: ZodSchema, describe: Describe): void {
  const { def } = schema._zod
  const checks = checksOf(schema).map((check) => check._zod)
  const isOverwrite = ({ def: { check } }: ZodSchema['_zod']) => check === 'overwrite'
  const [first, last] = [checks.findIndex(isOverwrite), checks.findLastIndex(isOverwrite)]
  if (first < 0) return
  const texts = checks.map((one) => (isOverwrite(one) ? String(one.def['tx']) : `check ${String(one.def['fn'] ?? settingsOf(one.def, describe))}`))
  append(jsonSchema, 'x-overwrite', [texts.join(' then ')])
  if (def.type !== 'string' || def['check'] !== undefined || checks.slice(0, last).some((one) => !isOverwrite(one))) jsonSchema['x-checked-before'] = true
  if (checks.slice(first).some((one) => !isOverwrite(one))) jsonSchema['x-checked-behind'] = true
}

/** Checks that JSON Schema has words for, by the type that they are made of. */
const spoken: Readonly<Record<string, readonly string[]>> = {
  string: ['min_length', 'max_length', 'length_equals', 'string_format'],
  number: ['greater_than', 'less_than', 'multiple_of', 'number_format'],
  array: ['min_length', 'max_length', 'length_equals'],
  file: ['min_size', 'max_size', 'size_equals', 'mime_type'],
}

const unseen = ['hostname', 'protocol', 'normalize', 'alg', 'position']

/** Formats that are more than a pattern, as JSON Schema calls them. */
const formats: Readonly<Record<string, string>> = { url: 'uri', ipv6: 'ipv6', cidrv6: 'cidrv6', base64: 'base64', base64url: 'base64url', jwt: 'jwt', json_string: 'json-string' }

function refinement({ def, check }: ZodSchema['_zod'], type: string, jsonSchema: Record<string, unknown>, describe: Describe): readonly string[] {
  const kind = String(def['check'])
  if (kind === 'custom') return [String(def['fn'] ?? check)]
  if (kind === 'overwrite') return []
  if (kind === 'string_format' && def['pattern'] === undefined && typeof def['fn'] === 'function') return [String(def['fn'])]
  // of several formats JSON Schema names one
  const format = formats[String(def['format'])]
  if (kind === 'string_format' && format !== undefined && jsonSchema['format'] !== format) return [settingsOf(def, describe)]
  const isUnseen = !spoken[type]?.includes(kind) || unseen.some((setting) => def[setting] !== undefined)
  return isUnseen ? [settingsOf(def, describe)] : []
}

const ignored = ['type', 'checks', 'error', 'abort', 'when']

function settingText(value: unknown, describe: Describe): string {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' && value !== null && '_zod' in value ? describe(value) : String(value)
}

const settingsOf = (def: ZodDef, describe: Describe) =>
  Object.entries(def)
    .filter(([setting, value]) => !ignored.includes(setting) && value !== undefined)
    .map(([setting, value]) => `${setting} ${settingText(value, describe)}`)
    .join(', ')
