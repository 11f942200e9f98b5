import { Ajv2020 } from 'ajv/dist/2020.js'
import { isRecord } from '../../engine/record.js'

/** What ajv says against a value, `''` for nothing; `undefined` where it cannot run the schema. */
export type Validate = (value: unknown) => string | undefined

/** Compiles a schema of draft 2020-12; `undefined` where ajv refuses to. */
export function compileJsonSchema(schema: unknown): Validate | undefined {
  if (typeof schema !== 'boolean' && (typeof schema !== 'object' || schema === null)) return undefined
  for (const unicodeRegExp of [true, false]) {
    try {
      const ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false, logger: false, unicodeRegExp })
      const validate = ajv.compile(apart(schema) as object)
      return (value) => tried(() => (validate(value) ? '' : ajv.errorsText(validate.errors)))
    } catch {
      // the second attempt reads patterns as zod does
    }
  }
  return undefined
}

/** ajv 8 forgets `contains` on an empty array where `prefixItems` stands beside it: kept apart, both work. */
export function apart(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(apart)
  if (!isRecord(schema)) return schema
  const inside = Object.fromEntries(Object.entries(schema).map(([keyword, value]) => [keyword, keyword === 'const' || keyword === 'enum' ? value : apart(value)]))
  if (!('contains' in inside && 'prefixItems' in inside)) return inside
  const { contains, minContains, maxContains, allOf, ...others } = inside
  const counted = { contains, ...(minContains !== undefined && { minContains }), ...(maxContains !== undefined && { maxContains }) }
  return { ...others, allOf: [...(Array.isArray(allOf) ? allOf : []), counted] }
}

function tried(validate: () => string): string | undefined {
  try {
    return validate()
  } catch {
    return undefined
  }
}
