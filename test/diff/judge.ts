import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { apart } from '../../src/diff/parser/ajv.js'

type Judge = (value: unknown) => boolean

/** An ajv of the tests' own; a schema that ajv would follow into itself for ever is read as asking nothing more there. */
export function validatorOf(schema: unknown): Judge {
  const validate: ValidateFunction = new Ajv2020({ strict: false, validateFormats: false, logger: false }).compile(apart(unlooped(schema)) as object)
  return (value) => validate(value) === true
}

/** Drops a `$ref` of a definition to itself that stands in its own `allOf` or `anyOf`. */
function unlooped(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema
  const { $defs, ...others } = schema as { readonly $defs?: Readonly<Record<string, Readonly<Record<string, unknown>>>> }
  if ($defs === undefined) return modern(schema)
  const entries = Object.entries($defs).map(([name, definition]) => {
    const isSelf = (part: unknown) => (part as { readonly $ref?: string }).$ref === `#/$defs/${name}`
    const lists = ['allOf', 'anyOf'].filter((keyword) => Array.isArray(definition[keyword]))
    return [name, { ...definition, ...Object.fromEntries(lists.map((keyword) => [keyword, (definition[keyword] as readonly unknown[]).map((part) => (isSelf(part) ? true : part))])) }]
  })
  return modern({ ...others, $defs: Object.fromEntries(entries) })
}

const modern = (schema: object) => {
  const { $schema: _dialect, ...others } = schema as { readonly $schema?: string }
  return others
}
